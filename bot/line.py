"""The LINE client: posts messages and answers with what became of them.

The HTTP status decides, never the shape of the answer. Replies and pushes are posted as the JSON
they are kept as: line-bot-sdk would make a model of each part and unmake it again, which took more
time than all else that answering takes. LINE checks the shape in either case.
"""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

import urllib3

from bot.fate import Fate
from bot.tokens import HOST, Fixed, NoToken, Tokens, with_token

if TYPE_CHECKING:
    from linebot.v3.messaging import MessagingApiBlob

# Seconds to connect and to read: LINE answers in well under one; a worker must not hang on it.
TIMEOUT = (2, 8)
# As many calls as go out at the same time, see bot.turn.
CONNECTIONS = 16
NOTHING_SENT = (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError)
MONTHLY_LIMIT = "monthly limit"
BAD_TOKEN = "Invalid reply token"  # noqa: S105  LINE's error text, not a secret


class Line:
    """Raises nothing that LINE or the network did: every call ends in (Fate, detail)."""

    def __init__(self, token: str | Tokens, host: str | None = None) -> None:
        self._tokens = Fixed(token) if isinstance(token, str) else token
        self._host = host
        # The rows decide what is tried again, not the pool.
        self._pool = urllib3.PoolManager(maxsize=CONNECTIONS, retries=False)

    def reply(self, token: str, messages: list[dict[str, Any]]) -> tuple[Fate, str]:
        """LINE Messaging API reference, 'Send reply message'."""
        return self._post("message/reply", {"replyToken": token, "messages": messages}, {})

    def push(self, to: str, messages: list[dict[str, Any]], retry_key: str) -> tuple[Fate, str]:
        """LINE Messaging API reference, 'Send push message'."""
        content, key = {"to": to, "messages": messages}, {"X-Line-Retry-Key": retry_key}
        return self._post("message/push", content, key)

    def show_loading(self, to: str, seconds: int) -> tuple[Fate, str]:
        """Three dots in a one-to-one chat until the next message comes, at most so many seconds;
        a multiple of five up to sixty. LINE Messaging API reference, 'Display a loading indicator'.
        """
        return self._post("chat/loading/start", {"chatId": to, "loadingSeconds": seconds}, {})

    def multicast(
        self, to: list[str], messages: list[dict[str, Any]], retry_key: str
    ) -> tuple[Fate, str]:
        """LINE Messaging API reference, 'Send multicast message': at most 500 user IDs."""
        content = {"to": to, "messages": messages}
        return self._post("message/multicast", content, {"X-Line-Retry-Key": retry_key})

    def people_in(self, chat_id: str) -> int | None:
        """How many people a group chat has; None when LINE won't say.

        LINE Messaging API reference, 'Get number of users in a group chat' and '... in a
        multi-person chat': the account itself is not counted.
        """
        kind = "group" if chat_id.startswith("C") else "room"
        count = (self._get(f"{kind}/{chat_id}/members/count") or {}).get("count")
        return count if isinstance(count, int) else None

    def picture(self, message_id: str, whole: bool = False) -> tuple[Fate, bytes, str]:
        """A picture somebody sent, or a small copy: what became of it, its bytes, its type."""
        from linebot.v3.messaging.exceptions import ApiException

        how = "" if whole else "_preview"
        try:
            get = getattr(self._blob(), f"get_message_content{how}_with_http_info")
            answer = get(message_id, _request_timeout=TIMEOUT)
        except ApiException as error:
            return _classify(error.status or 0, _text(error.body))[0], b"", ""
        except NoToken:
            return Fate.LATER, b"", ""
        except (urllib3.exceptions.HTTPError, OSError) as error:
            return _unanswered(error)[0], b"", ""
        kind = (answer.headers or {}).get("Content-Type", "")
        return Fate.ARRIVED, bytes(answer.data or b""), kind.partition(";")[0].strip()

    def _post(self, how: str, content: dict[str, Any], headers: dict[str, str]) -> tuple[Fate, str]:
        body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        url = f"{self._host or HOST}/v2/bot/{how}"
        try:
            packed = body.encode(errors="replace")
            answer = with_token(self._tokens, lambda t: self._send(t, url, packed, headers))
        except NoToken as error:
            return Fate.LATER, f"no token: {error}"
        except (urllib3.exceptions.HTTPError, OSError) as error:
            return _unanswered(error)
        return _classify(answer.status, _text(answer.data))

    def _get(self, what: str) -> dict[str, Any] | None:
        url = f"{self._host or HOST}/v2/bot/{what}"
        ask = functools.partial(
            self._pool.request, "GET", url, timeout=urllib3.Timeout(*TIMEOUT), redirect=False
        )
        try:
            answer = with_token(self._tokens, lambda token: ask(headers=bearer(token)))
            found = answer.json() if answer.status == 200 else None
        except (NoToken, urllib3.exceptions.HTTPError, OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def _send(
        self, token: str, url: str, body: bytes, headers: dict[str, str]
    ) -> urllib3.BaseHTTPResponse:
        return self._pool.request(
            "POST",
            url,
            body=body,
            headers=headers | bearer(token) | {"Content-Type": "application/json"},
            timeout=urllib3.Timeout(*TIMEOUT),
            redirect=False,
        )

    def _blob(self) -> MessagingApiBlob:
        """The SDK knows where LINE keeps pictures; it takes most of a second to import."""
        from linebot.v3.messaging import ApiClient, Configuration, MessagingApiBlob

        configuration = Configuration(host=self._host, access_token=self._tokens.current())
        configuration.retries = False
        return MessagingApiBlob(ApiClient(configuration))


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _unanswered(error: Exception) -> tuple[Fate, str]:
    fate = Fate.LATER if isinstance(error, NOTHING_SENT) else Fate.UNSURE
    return fate, type(error).__name__


def _classify(status: int, body: str) -> tuple[Fate, str]:
    detail = f"{status} {body[:300]}"
    if 200 <= status < 300:
        return Fate.ARRIVED, ""
    if status == 401:  # the channel's token is wrong or too old; what was sent is not
        return Fate.LATER, detail
    if status == 409:  # accepted before under this retry key
        return Fate.ARRIVED, detail
    if status == 429:
        return (Fate.QUOTA if MONTHLY_LIMIT in body else Fate.LATER), detail
    if status == 400 and BAD_TOKEN in body:
        return Fate.TOKEN_DEAD, detail
    return (Fate.UNSURE if status >= 500 else Fate.REFUSED), detail


def _text(body: object) -> str:
    if isinstance(body, bytes):
        return body.decode(errors="replace")
    return body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
