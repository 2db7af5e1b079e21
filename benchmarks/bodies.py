"""Webhook requests as LINE sends them: one event a body, signed, no two alike."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
from collections.abc import Iterator

PATH = "/webhook"


def requests(secret: str, seed: int) -> Iterator[bytes]:
    """Endless; every event has its own id, sender, token and time."""
    dice = random.Random(seed)
    while True:
        body = json.dumps(_body(dice), ensure_ascii=False, separators=(",", ":")).encode()
        yield _request(body, sign(body, secret))


def sign(body: bytes, secret: str) -> str:
    """LINE Messaging API, 'Verify webhook signature'."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def _body(dice: random.Random) -> dict[str, object]:
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": 1_790_000_000_000 + dice.getrandbits(32),
        "source": {"type": "user", "userId": f"U{dice.getrandbits(128):032x}"},
        "webhookEventId": f"01{dice.getrandbits(120):024X}"[:26],
        "deliveryContext": {"isRedelivery": False},
        "replyToken": f"{dice.getrandbits(128):032x}",
        "message": {
            "type": "text",
            "id": str(dice.getrandbits(58)),
            "quoteToken": f"{dice.getrandbits(256):064x}",
            "markAsReadToken": f"{dice.getrandbits(256):064x}",
            "text": f"ผักบุ้ง {dice.randint(1, 99)} โล โลละ {dice.randint(10, 60)} พรุ่งนี้",
        },
    }
    return {"destination": f"U{'d' * 32}", "events": [event]}


def _request(body: bytes, signature: str) -> bytes:
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: LineBotWebhook/2.0\r\n"
        f"Content-Type: application/json; charset=utf-8\r\nX-Line-Signature: {signature}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
