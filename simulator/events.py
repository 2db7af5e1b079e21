"""Webhook events as LINE writes them.

Source: LINE Messaging API reference, 'Webhook event objects'.
"""

import base64
import hashlib
import hmac
import json
import secrets
from typing import Any

from ulid import ULID

Event = dict[str, Any]


def new_event(kind: str, user_id: str, now: int, **properties: Any) -> Event:
    """One event; `properties` are those of its kind, a replyToken among them where it has one."""
    return {
        "type": kind,
        **properties,
        "webhookEventId": str(ULID()),
        "deliveryContext": {"isRedelivery": False},
        "timestamp": now,
        "source": {"type": "user", "userId": user_id},
        "mode": "active",
    }


def new_token() -> str:
    """A reply token, quote token or mark-as-read token: 32 hex digits."""
    return secrets.token_hex(16)


def webhook_body(destination: str, events: list[Event]) -> bytes:
    """The bytes that are signed and sent."""
    body = {"destination": destination, "events": events}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def signature(secret: str, body: bytes) -> str:
    """base64(HMAC-SHA256(channel secret, body)), the x-line-signature header."""
    return base64.b64encode(hmac.digest(secret.encode(), body, hashlib.sha256)).decode()
