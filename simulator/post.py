"""Carrying one signed body to the bot."""

import time
from dataclasses import dataclass

import urllib3

from simulator.events import signature


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot said. `reason` is LINE's word for it, `status` 0 when nothing came back.

    Source: LINE Messaging API reference, 'Test webhook endpoint', `reason`.
    """

    status: int
    reason: str
    detail: str
    took_ms: int
    body: str = ""

    @property
    def ok(self) -> bool:
        """The bot took it: any 2xx."""
        return 200 <= self.status < 300


class Postman:
    """Posts bodies signed with the channel secret; connections are kept open between them."""

    def __init__(self, secret: str, connections: int) -> None:
        self._secret = secret
        self._pool = urllib3.PoolManager(maxsize=connections, retries=False)

    def post(self, url: str, body: bytes, timeout_ms: int) -> Answer:
        """Post once; a failure is an answer too, it never raises."""
        started = time.monotonic()
        try:
            response = self._pool.request(
                "POST",
                url,
                body=body,
                headers=self._headers(body),
                timeout=urllib3.Timeout(total=timeout_ms / 1000),
                redirect=False,
            )
        except urllib3.exceptions.HTTPError as error:
            return _failed(error, _since(started))
        return _answered(response.status, response.data, _since(started))

    def _headers(self, body: bytes) -> dict[str, str]:
        return {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "LineBotWebhook/2.0",
            "x-line-signature": signature(self._secret, body),
        }


def _since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


def _answered(status: int, data: bytes, took_ms: int) -> Answer:
    reason = "OK" if 200 <= status < 300 else "ERROR_STATUS_CODE"
    return Answer(status, reason, str(status), took_ms, data[:2000].decode(errors="replace"))


def _failed(error: Exception, took_ms: int) -> Answer:
    timed_out = isinstance(error, urllib3.exceptions.ReadTimeoutError)
    reason = "REQUEST_TIMEOUT" if timed_out else "COULD_NOT_CONNECT"
    return Answer(0, reason, str(error)[:500], took_ms)
