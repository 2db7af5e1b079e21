"""The LINE Official Account itself: who it is, where its webhook goes, which menus it has.

Called by the operators' commands and by the job that gives people their menus, never while somebody
waits for an answer. Source: LINE Messaging API reference, 'Bot', 'Webhook settings', 'Rich menu'.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import Any

import urllib3

from bot.line import CONNECTIONS, TIMEOUT, bearer
from bot.tokens import HOST, Fixed, NoToken, Tokens, with_token

# Pictures go to a host of their own (LINE Messaging API reference, 'Domain name').
DATA_HOST = "https://api-data.line.me"
# The test of the webhook waits for our server, and pictures are large: seconds to read.
PATIENCE = 30
Json = dict[str, Any]


class AccountError(Exception):
    """LINE did not do it. status: the HTTP status, 0 when no answer came; words: what it said."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(f"{status or 'no answer'} {words}".strip())
        self.status, self.words = status, words


class NotIssued(AccountError):
    """There is no token to call with: LINE issues none for this channel id and secret."""


@dataclass(frozen=True, slots=True)
class WebhookTest:
    """What LINE found when it knocked: status 0 when it got no answer; reason in LINE's words."""

    is_fine: bool
    status: int
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Quota:
    """Paid messages of this month; limit is None where the plan has none."""

    limit: int | None
    used: int


class Account:
    """Raises AccountError for every answer that is not 2xx."""

    def __init__(self, token: str | Tokens, host: str | None = None) -> None:
        self._tokens = Fixed(token) if isinstance(token, str) else token
        self._host, self._data_host = host or HOST, host or DATA_HOST
        self._pool = urllib3.PoolManager(maxsize=CONNECTIONS, retries=False)

    def bot(self) -> Json:
        """displayName, basicId, userId, chatMode and markAsReadMode."""
        return self._ask("GET", "/v2/bot/info")

    def quota(self) -> Quota:
        limit = self._ask("GET", "/v2/bot/message/quota").get("value")
        used = self._ask("GET", "/v2/bot/message/quota/consumption").get("totalUsage", 0)
        return Quota(limit, used)

    def webhook(self) -> tuple[str | None, bool]:
        """The address, None when there is none, and whether webhooks are switched on."""
        found = self._ask_or_none("GET", "/v2/bot/channel/webhook/endpoint") or {}
        return found.get("endpoint"), bool(found.get("active"))

    def set_webhook(self, url: str) -> None:
        self._ask("PUT", "/v2/bot/channel/webhook/endpoint", {"endpoint": url})

    def test_webhook(self, url: str) -> WebhookTest:
        """Have LINE post a signed body without events there; the address need not be set."""
        found = self._ask("POST", "/v2/bot/channel/webhook/test", {"endpoint": url})
        status, reason = found.get("statusCode", 0), found.get("reason", "")
        return WebhookTest(bool(found.get("success")), status, reason, found.get("detail", ""))

    def menus(self) -> list[Json]:
        """All rich menus made through the API."""
        menus: list[Json] = self._ask("GET", "/v2/bot/richmenu/list").get("richmenus", [])
        return menus

    def create_menu(self, menu: Json) -> str:
        """A menu without a picture; its id."""
        return str(self._ask("POST", "/v2/bot/richmenu", menu)["richMenuId"])

    def has_picture(self, menu_id: str) -> bool:
        return self._ask_or_none("GET", _picture(menu_id), host=self._data_host) is not None

    def set_picture(self, menu_id: str, png: bytes) -> None:
        """It can be set once."""
        self._ask("POST", _picture(menu_id), png, host=self._data_host)

    def delete_menu(self, menu_id: str) -> None:
        """Whoever had it sees the default; one that is gone already is fine."""
        self._ask_or_none("DELETE", f"/v2/bot/richmenu/{menu_id}")

    def default_menu(self) -> str | None:
        found = self._ask_or_none("GET", "/v2/bot/user/all/richmenu") or {}
        return found.get("richMenuId")

    def set_default_menu(self, menu_id: str) -> None:
        self._ask("POST", f"/v2/bot/user/all/richmenu/{menu_id}")

    def clear_default_menu(self) -> None:
        self._ask("DELETE", "/v2/bot/user/all/richmenu")

    def give_menu(self, user_id: str, menu_id: str) -> None:
        """Links it; "" takes the person's own menu away, so that the default shows."""
        if menu_id:
            self._ask("POST", f"/v2/bot/user/{user_id}/richmenu/{menu_id}")
        else:
            self._ask_or_none("DELETE", f"/v2/bot/user/{user_id}/richmenu")

    def _ask_or_none(self, method: str, path: str, *, host: str | None = None) -> Json | None:
        try:
            return self._ask(method, path, host=host)
        except AccountError as error:
            if error.status == 404:
                return None
            raise

    def _ask(
        self, method: str, path: str, body: Json | bytes | None = None, *, host: str | None = None
    ) -> Json:
        is_picture = isinstance(body, bytes)
        data = body if is_picture or body is None else json.dumps(body).encode()
        kind = {"Content-Type": "image/png" if is_picture else "application/json"}
        call = functools.partial(
            self._pool.request,
            method,
            (host or self._host) + path,
            body=data,
            timeout=urllib3.Timeout(connect=TIMEOUT[0], read=PATIENCE),
            redirect=False,
        )
        try:
            answer = with_token(
                self._tokens, lambda token: call(headers=bearer(token) | (kind if data else {}))
            )
        except NoToken as error:
            raise NotIssued(error.status, error.words) from error
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise AccountError(0, type(error).__name__) from error
        return _read(answer)


def _picture(menu_id: str) -> str:
    return f"/v2/bot/richmenu/{menu_id}/content"


def _read(answer: urllib3.BaseHTTPResponse) -> Json:
    """The JSON object of an answer; an empty one for a picture."""
    try:
        found = json.loads(answer.data)
    except ValueError:
        found = {}
    found = found if isinstance(found, dict) else {}
    if 200 <= answer.status < 300:
        return found
    words = found.get("message") or answer.data[:200].decode(errors="replace")
    details = [str(each.get("message", "")) for each in found.get("details", ())]
    raise AccountError(answer.status, ": ".join([words, *details]))
