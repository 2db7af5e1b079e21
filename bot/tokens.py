"""The channel access token: one that was put into the settings, or short ones issued by ourselves.

LINE Messaging API reference, 'Issue stateless channel access token': good for 15 minutes, any
number at a time, so each process gets its own and none has to tell another.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

import urllib3

HOST = "https://api.line.me"
PATH = "/oauth2/v3/token"
TIMEOUT = urllib3.Timeout(connect=2, read=8)
# Renewed when so much of its life is over; until its end the old one still serves.
SPENT = 0.8


class NoToken(Exception):
    """LINE issues none. status: the HTTP status, 0 when no answer came; words: what it said."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(f"{status or 'no answer'} {words}".strip())
        self.status, self.words = status, words


class Tokens(Protocol):
    def current(self) -> str:
        """The token to call with. Raises NoToken."""

    def renew(self, refused: str) -> bool:
        """LINE has refused this one: whether there is another to try. Raises NoToken."""


class Fixed:
    """The token of the settings; there is no other."""

    def __init__(self, token: str) -> None:
        self._token = token

    def current(self) -> str:
        return self._token

    def renew(self, refused: str) -> bool:
        return False


class Stateless:
    """Issued with the channel's id and secret when needed; many threads may ask."""

    def __init__(
        self,
        channel_id: str,
        secret: str,
        host: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._form = {
            "grant_type": "client_credentials",
            "client_id": channel_id,
            "client_secret": secret,
        }
        self._url, self._clock = (host or HOST) + PATH, clock
        self._pool = urllib3.PoolManager(retries=False)
        self._lock = threading.Lock()
        self._token, self._renew_at, self._ends_at = "", 0.0, 0.0

    def current(self) -> str:
        with self._lock:
            if not self._token or self._clock() >= self._renew_at:
                self._renew_in_time()
            return self._token

    def renew(self, refused: str) -> bool:
        with self._lock:
            if self._token == refused:
                self._issue()
            return True

    def _renew_in_time(self) -> None:
        try:
            self._issue()
        except NoToken:
            if not self._token or self._clock() >= self._ends_at:
                raise

    def _issue(self) -> None:
        asked_at = self._clock()
        found = self._ask()
        life = float(found["expires_in"])
        self._token = str(found["access_token"])
        self._renew_at, self._ends_at = asked_at + SPENT * life, asked_at + life

    def _ask(self) -> dict[str, Any]:
        try:
            answer = self._pool.request(
                "POST",
                self._url,
                fields=self._form,
                encode_multipart=False,
                timeout=TIMEOUT,
                redirect=False,
            )
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise NoToken(0, type(error).__name__) from error
        return _read(answer)


def with_token(
    tokens: Tokens, call: Callable[[str], urllib3.BaseHTTPResponse]
) -> urllib3.BaseHTTPResponse:
    """What *call* answers; once more with another token where LINE has refused the first.

    A call that was refused for its token has had no effect. Raises NoToken.
    """
    token = tokens.current()
    answer = call(token)
    if answer.status == 401 and tokens.renew(token):
        answer = call(tokens.current())
    return answer


def _read(answer: urllib3.BaseHTTPResponse) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(answer.data)
    except ValueError:
        found = {}
    if not 200 <= answer.status < 300 or not {"access_token", "expires_in"} <= found.keys():
        raise NoToken(answer.status, str(found.get("error_description", "")))
    return found
