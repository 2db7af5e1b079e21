"""Letters that waited for paid messages, and the month that has begun."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models.base import needs
from models.calendar import local_day
from models.outbox import Letter
from models.owed import waiting_for_quota
from models.riding import carried


def release_letters(session: Session, now: datetime) -> None:
    """Send what waited for a month that has begun, unless it is about a day that is over."""
    back = waiting_for_quota().where(Letter.try_at <= now).with_for_update()
    for letter in session.scalars(back):
        if letter.is_about_before(local_day(now)):
            for each in carried(session, letter.id):
                each.give_up("its day was over before there were messages to send it with")
        else:
            letter.owe_anew(now)
            needs(session, "deliver")
