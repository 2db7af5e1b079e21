"""A worker's life in a process of its own, ended by SIGKILL at a chosen point.

A life begins like the minute after a crash: the sweep looks for what was left, then RQ's worker
takes jobs until the queue is empty.
"""

from __future__ import annotations

import importlib
import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from redis import Redis
from redis.client import Pipeline
from rq.serializers import JSONSerializer
from sqlalchemy import Engine, event

from app import create_app
from bot.bells import queue
from bot.conversation import Desk
from bot.house import House
from bot.line import Line
from bot.locks import Locks
from bot.post import deliver
from bot.settings import Settings
from handlers.approve import APPROVE, REFUSE
from handlers.taking_turns import listen
from models.people import Member, Role, approved
from tests.world import BurstWorker


@dataclass(frozen=True)
class Place:
    """A function by the name it is called by ("module:Class.method"), before or after its work."""

    name: str
    after: bool = False

    def __str__(self) -> str:
        return f"{'after' if self.after else 'before'} {self.name}"


def die_at(settings: dict[str, Any], now: datetime, place: Place) -> None:
    """A life that ends the first time it comes to *place*."""
    module, _, path = place.name.partition(":")
    owner: Any = importlib.import_module(module)
    *outer, name = path.split(".")
    for part in outer:
        owner = getattr(owner, part)
    setattr(owner, name, _deadly(getattr(owner, name), place.after))
    live(settings, now)


def die_after(settings: dict[str, Any], now: datetime, steps: int) -> None:
    """A life that ends with its *steps*-th call to the database, Redis or LINE."""
    left = iter(range(steps))

    def step(*_: Any, **__: Any) -> None:
        if next(left, None) is None:
            _die()

    for moment in ("before_cursor_execute", "commit"):
        event.listen(Engine, moment, step)
    for owner, name in (
        (Redis, "execute_command"),
        (Pipeline, "execute"),
        (Line, "reply"),
        (Line, "push"),
        (Line, "show_loading"),
    ):
        setattr(owner, name, _counted(getattr(owner, name), step))
    live(settings, now)


def live(settings: dict[str, Any], now: datetime) -> None:
    app = create_app(Settings(**settings), lambda: now)
    house: House = app.extensions["house"]
    with app.app_context():
        house.bells.ring("jobs.work.sweep")
        worker = BurstWorker(
            [queue(house.redis)],
            connection=house.redis,
            serializer=JSONSerializer,
            log_job_description=False,
        )
        worker.work(burst=True, logging_level="CRITICAL")


def listen_together(
    settings: dict[str, Any], now: datetime, sender: str, barrier: Any, locks: bool
) -> None:
    """One of several processes that hear *sender* at the same moment, with Redis locks or without.

    Without them the database alone stands between an event and a second effect.
    """
    if not locks:
        Locks._take = _take_all  # type: ignore[assignment]
    app = create_app(Settings(**settings), lambda: now)
    barrier.wait()
    listen(app.extensions["house"], sender)


def deliver_together(settings: dict[str, Any], now: datetime, barrier: Any) -> None:
    """One of several processes that send what is owed at the same moment."""
    app = create_app(Settings(**settings), lambda: now)
    house: House = app.extensions["house"]
    barrier.wait()
    deliver(house)


def decide_together(
    settings: dict[str, Any], now: datetime, barrier: Any, member_id: int, approve: bool
) -> None:
    """One of several staff who decide on the same newcomer at the same moment."""
    app = create_app(Settings(**settings), lambda: now)
    house: House = app.extensions["house"]
    with house.reading() as session:
        staff = session.scalars(approved(Role.STAFF)).first()
        catalogue = house.shelf.catalogue(session)
        newcomer = session.get_one(Member, member_id)
    assert staff is not None
    about = {"m": str(member_id), "n": str(newcomer.applications)}
    barrier.wait()
    with house.sessions.begin() as session:
        act = APPROVE if approve else REFUSE
        act.act(about, Desk(session.get_one(Member, staff.id), catalogue, now, session))


def _take_all(_locks: Any, _token: str, senders: Sequence[str]) -> list[str]:
    """Locks that keep nobody out."""
    return list(senders)


def _deadly(work: Callable[..., Any], after: bool) -> Callable[..., Any]:
    def dies(*args: Any, **kwargs: Any) -> None:
        if after:
            work(*args, **kwargs)
        _die()

    return dies


def _counted(work: Callable[..., Any], step: Callable[[], None]) -> Callable[..., Any]:
    """A call that may be the last before it is made, or after it was answered."""

    def counts(*args: Any, **kwargs: Any) -> Any:
        step()
        answer = work(*args, **kwargs)
        step()
        return answer

    return counts


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
