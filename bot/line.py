"""The LINE client: a thin skin over line-bot-sdk that answers with what became of a message.

The HTTP status decides, never the shape of the answer: the SDK raises on an unexpected body
although LINE accepted the message.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import urllib3.exceptions
from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    MessagingApi,
    PushMessageRequest,
    ReplyMessageRequest,
    ShowLoadingAnimationRequest,
)
from linebot.v3.messaging.exceptions import ApiException
from pydantic import ValidationError

# Seconds to connect and to read: LINE answers in well under one; a worker must not hang on it.
TIMEOUT = (2, 8)
MONTHLY_LIMIT = "monthly limit"
BAD_TOKEN = "Invalid reply token"  # noqa: S105  LINE's error text, not a secret


class Fate(StrEnum):
    """What became of a message."""

    ARRIVED = "arrived"
    UNSURE = "unsure"  # no answer or a 5xx: it may have been accepted
    LATER = "later"  # rate limit: certainly not accepted, worth another try
    TOKEN_DEAD = "token_dead"  # noqa: S105  the reply token was refused: certainly not accepted
    QUOTA = "quota"  # the month's paid messages are used up
    REFUSED = "refused"  # LINE will never take it


class Line:
    """Raises nothing that LINE or the network did: every call ends in (Fate, detail)."""

    def __init__(self, token: str, host: str | None = None) -> None:
        self._client = ApiClient(Configuration(host=host, access_token=token))
        self._api = MessagingApi(self._client)

    def reply(self, token: str, messages: list[dict[str, Any]]) -> tuple[Fate, str]:
        request = ReplyMessageRequest.from_dict({"replyToken": token, "messages": messages})
        return _fate(
            lambda: self._api.reply_message_with_http_info(request, _request_timeout=TIMEOUT)
        )

    def push(self, to: str, messages: list[dict[str, Any]], retry_key: str) -> tuple[Fate, str]:
        request = PushMessageRequest.from_dict({"to": to, "messages": messages})
        return _fate(
            lambda: self._api.push_message_with_http_info(
                request, x_line_retry_key=retry_key, _request_timeout=TIMEOUT
            )
        )

    def show_loading(self, chat_id: str, seconds: int = 5) -> tuple[Fate, str]:
        """The dots of a one-to-one chat; *seconds* 5 to 60 in steps of 5."""
        request = ShowLoadingAnimationRequest.from_dict(
            {"chatId": chat_id, "loadingSeconds": seconds}
        )
        return _fate(
            lambda: self._api.show_loading_animation_with_http_info(
                request, _request_timeout=TIMEOUT
            )
        )


def _fate(call: Callable[[], object]) -> tuple[Fate, str]:
    try:
        call()
    except ValidationError:
        return Fate.ARRIVED, "accepted; the answer had an unknown shape"
    except ApiException as error:
        return _classify(error.status or 0, _text(error.body))
    except (urllib3.exceptions.HTTPError, OSError) as error:
        return Fate.UNSURE, type(error).__name__
    return Fate.ARRIVED, ""


def _classify(status: int, body: str) -> tuple[Fate, str]:
    detail = f"{status} {body[:300]}"
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
