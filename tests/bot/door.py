"""Knocking on the webhook's door as LINE does, and looking at what was kept of it."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import select

from app import create_app
from bot.bells import queue
from bot.house import House
from bot.settings import Settings
from models.inbox import InboxEvent
from tests.world import Clock

Json = dict[str, Any]
SECRET = "0123456789abcdef0123456789abcdef"
BOONMEE = "U" + "a" * 32
SOMSRI = "U" + "b" * 32


def settings(database_url: str, redis_url: str, **more: Any) -> Settings:
    """No LINE answers at this address; the web process never calls it."""
    base = {
        "database_url": database_url,
        "redis_url": redis_url,
        "line_channel_secret": SECRET,
        "line_channel_access_token": "test-channel-access-token",
        "line_api_base": "http://127.0.0.1:9",
    }
    return Settings(**(base | more))


def signature(body: bytes, secret: str = SECRET) -> str:
    """LINE Messaging API, 'Verify webhook signature'."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


@dataclass
class Door:
    """The web process, its database and its bells; nobody listens behind it."""

    app: Flask
    clock: Clock
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def house(self) -> House:
        house: House = self.app.extensions["house"]
        return house

    def event(self, kind: str = "message", user: str = BOONMEE, **fields: Any) -> Json:
        """An event as LINE writes it; fields are added or changed, those that are None left out."""
        number = next(self._numbers)
        event: Json = {
            "type": kind,
            "webhookEventId": f"01HZZZZZZZZZZZZZZZZZ{number:06d}",
            "deliveryContext": {"isRedelivery": False},
            "timestamp": 1_764_000_000_000 + number,
            "source": {"type": "user", "userId": user},
            "mode": "active",
            "replyToken": f"{number:032x}",
        }
        if kind == "message":
            event["message"] = {"id": str(number), "type": "text", "text": "สวัสดี"}
        return {key: value for key, value in (event | fields).items() if value is not None}

    def send(self, *events: object) -> int:
        """A signed body with these events; the status."""
        body = {"destination": "U" + "0" * 32, "events": list(events)}
        return self.knock(json.dumps(body, ensure_ascii=False).encode())

    def knock(self, body: bytes, headers: Mapping[str, str] | None = None) -> int:
        """Any bytes, signed unless *headers* say otherwise."""
        sent = {"x-line-signature": signature(body)} if headers is None else dict(headers)
        return self.app.test_client().post("/webhook", data=body, headers=sent).status_code

    def kept(self) -> list[InboxEvent]:
        with self.house.reading() as session:
            return list(session.scalars(select(InboxEvent).order_by(InboxEvent.id)))

    def rung(self) -> list[str]:
        """Whose bells were rung, in order; people share them, see bot.bells.round_of."""
        jobs = queue(self.house.redis).jobs
        return [str(job.args[0]) for job in jobs if job.func_name == "jobs.work.hear"]


@contextlib.contextmanager
def open_door(database_url: str, redis_url: str, **more: Any) -> Iterator[Door]:
    clock = Clock()
    app = create_app(settings(database_url, redis_url, **more), clock)
    yield Door(app, clock)
    app.extensions["house"].engine.dispose()
