"""LINE's rate limits: so many calls of one endpoint in so much time.

Source: LINE Messaging API reference, 'Rate limits'. They count each endpoint by itself; the
method is part of it, path parameters are not.
"""

import threading
from collections import deque
from collections.abc import Callable

_SECOND, _MINUTE, _HOUR = 1000, 60_000, 3_600_000
_OTHER = (2000, _SECOND)

_LIMITS = {
    ("POST", "/v2/bot/message/broadcast"): (60, _HOUR),
    ("POST", "/v2/bot/message/multicast"): (200, _SECOND),
    ("POST", "/v2/bot/chat/loading/start"): (100, _SECOND),
    ("POST", "/v2/bot/richmenu"): (100, _HOUR),
    ("DELETE", "/v2/bot/richmenu/<rich_menu_id>"): (100, _HOUR),
    ("DELETE", "/v2/bot/richmenu/alias/<alias>"): (100, _HOUR),
    ("POST", "/v2/bot/channel/webhook/test"): (60, _HOUR),
    ("PUT", "/v2/bot/channel/webhook/endpoint"): (1000, _MINUTE),
    ("GET", "/v2/bot/channel/webhook/endpoint"): (1000, _MINUTE),
    ("POST", "/v2/oauth/accessToken"): (370, _SECOND),
}


class Limiter:
    """Remembers the last calls of each endpoint; a refused call does not count."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._calls: dict[tuple[str, str], deque[int]] = {}

    def allows(self, method: str, rule: str) -> bool:
        """Whether one more call of this endpoint (method and route pattern) is within its limit."""
        limit, period = _LIMITS.get((method, rule), _OTHER)
        now = self._now()
        with self._lock:
            calls = self._calls.setdefault((method, rule), deque(maxlen=limit))
            if len(calls) == limit and now - calls[0] < period:
                return False
            calls.append(now)
            return True
