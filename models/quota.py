"""Letters that waited for paid messages, and the month that has begun."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from models.base import needs
from models.calendar import local_day
from models.outbox import Letter


def release_letters(session: Session, now: datetime) -> None:
    """Send what waited for a month that has begun, unless it is about a day that is over."""
    back = Letter.waiting_for_quota().where(Letter.try_at <= now).with_for_update()
    for letter in session.scalars(back):
        if _is_about_before(letter, local_day(now)):
            letter.give_up("its day was over before there were messages to send it with")
        else:
            letter.owe_anew(now)
            needs(session, "deliver")


def _is_about_before(letter: Letter, today: date) -> bool:
    about = [letter.facts, *letter.facts.get("offers", ())]
    days = [date.fromisoformat(facts["day"]) for facts in about if "day" in facts]
    return bool(days) and max(days) < today
