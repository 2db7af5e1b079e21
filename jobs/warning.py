"""What operators must know although nobody asks: in the log, at most once an hour."""

from __future__ import annotations

from datetime import timedelta

import structlog
from sqlalchemy import func, select

from bot.house import House
from models.owed import waiting_for_quota

log = structlog.get_logger()
EVERY = timedelta(hours=1)
KEY = "warned:quota"


def warn_of_quota(house: House) -> None:
    """Staff are told in a reply, so they must write first; a log that is watched need not wait."""
    waiting = waiting_for_quota().subquery()
    with house.reading() as session:
        count = session.scalar(select(func.count()).select_from(waiting))
    if count and house.redis.set(KEY, 1, nx=True, ex=EVERY):
        log.error("letters wait: the month's paid messages are used up", letters=count)
