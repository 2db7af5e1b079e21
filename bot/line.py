"""The LINE client: a thin skin over line-bot-sdk that answers with what became of a message.

The HTTP status decides, never the shape of the answer: the SDK raises on an unexpected body
although LINE accepted the message.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import urllib3.exceptions
from linebot.v3.messaging import (
    ApiClient,
    ApiResponse,
    Configuration,
    MessagingApi,
    MessagingApiBlob,
    PushMessageRequest,
    ReplyMessageRequest,
)
from linebot.v3.messaging.exceptions import ApiException
from pydantic import ValidationError

from bot.fate import Fate
from bot.logs import told

# Seconds to connect and to read: LINE answers in well under one; a worker must not hang on it.
TIMEOUT = (2, 8)
# What the SDK's models raise for what is no LINE message.
NO_MESSAGE = (ValueError, TypeError, KeyError, AttributeError)
MONTHLY_LIMIT = "monthly limit"
BAD_TOKEN = "Invalid reply token"  # noqa: S105  LINE's error text, not a secret


class Line:
    """Raises nothing that LINE or the network did: every call ends in (Fate, detail)."""

    def __init__(self, token: str, host: str | None = None) -> None:
        configuration = Configuration(host=host, access_token=token)
        # The rows decide what is tried again; the SDK's own three tries would hold a worker for
        # half a minute.
        configuration.retries = False
        self._client = ApiClient(configuration)
        self._api = MessagingApi(self._client)
        self._blob = MessagingApiBlob(self._client)

    def reply(self, token: str, messages: list[dict[str, Any]]) -> tuple[Fate, str]:
        try:
            request = ReplyMessageRequest.from_dict({"replyToken": token, "messages": messages})
        except NO_MESSAGE as error:
            return Fate.REFUSED, told(error)
        return _fate(
            lambda: self._api.reply_message_with_http_info(request, _request_timeout=TIMEOUT)
        )

    def push(self, to: str, messages: list[dict[str, Any]], retry_key: str) -> tuple[Fate, str]:
        try:
            request = PushMessageRequest.from_dict({"to": to, "messages": messages})
        except NO_MESSAGE as error:
            return Fate.REFUSED, told(error)
        return _fate(
            lambda: self._api.push_message_with_http_info(
                request, x_line_retry_key=retry_key, _request_timeout=TIMEOUT
            )
        )

    def preview(self, message_id: str) -> tuple[Fate, bytes, str]:
        """A small copy of a picture somebody sent: what became of it, its bytes, its type."""
        answers: list[ApiResponse] = []
        fate, detail = _fate(
            lambda: answers.append(
                self._blob.get_message_content_preview_with_http_info(
                    message_id, _request_timeout=TIMEOUT
                )
            )
        )
        if not answers:
            return fate, b"", detail
        kind = (answers[0].headers or {}).get("Content-Type", "")
        return fate, bytes(answers[0].data or b""), kind.partition(";")[0].strip()


def _fate(call: Callable[[], object]) -> tuple[Fate, str]:
    try:
        call()
    except ValidationError:
        return Fate.ARRIVED, "accepted; the answer had an unknown shape"
    except ApiException as error:
        return _classify(error.status or 0, _text(error.body))
    except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError) as error:
        return Fate.LATER, type(error).__name__  # nothing was sent
    except (urllib3.exceptions.HTTPError, OSError) as error:
        return Fate.UNSURE, type(error).__name__
    return Fate.ARRIVED, ""


def _classify(status: int, body: str) -> tuple[Fate, str]:
    detail = f"{status} {body[:300]}"
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
