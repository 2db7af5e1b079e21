"""For load balancers and operators: is the process alive, is the market moving."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, current_app
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from bot.house import House
from models.inbox import InboxEvent
from models.owed import oldest_owed, waiting_for_quota

blueprint = Blueprint("health", __name__)
# Older than this and something is wrong: the sweep rings every minute.
TOO_OLD_SECONDS = 180


@blueprint.get("/healthz")
def healthz() -> dict[str, str]:
    return {"status": "ok"}


@blueprint.get("/readyz")
def readyz() -> tuple[dict[str, Any], int]:
    """200 when the database and Redis answer; ages in seconds, null when nothing waits.

    waiting_for_quota: how many letters wait because the month's paid messages are used up.
    """
    house: House = current_app.extensions["house"]
    report = {"redis": _redis(house), **_database(house)}
    return report, 200 if report["redis"] == report["database"] == "ok" else 503


def _redis(house: House) -> str:
    try:
        house.hasty_redis.ping()
    except RedisError as error:
        return type(error).__name__
    return "ok"


def _database(house: House) -> dict[str, Any]:
    try:
        with house.reading() as session:
            unheard = session.scalar(InboxEvent.oldest_unheard())
            owed = session.scalar(oldest_owed())
            waiting = session.scalars(waiting_for_quota()).all()
    except SQLAlchemyError as error:
        return {"database": type(error).__name__}
    ages = {"oldest_unheard": _age(house, unheard), "oldest_unsent": _age(house, owed)}
    late = [name for name, age in ages.items() if age is not None and age > TOO_OLD_SECONDS]
    return {"database": "ok", **ages, "late": late, "waiting_for_quota": len(waiting)}


def _age(house: House, since: datetime | None) -> int | None:
    return None if since is None else int((house.clock() - since).total_seconds())
