"""Who goes along in one call: letters that still say something, as far as five messages hold."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from bot import texts
from bot.letters import render
from bot.logs import told
from bot.messages import MOST_MESSAGES, Message, text
from models.calendar import local_day
from models.outbox import Letter
from models.superseding import give_way
from models.undelivered import end_undelivered

log = structlog.get_logger()
ACCEPTS = re.compile(r"do=accept&a=([\d.]+)")
Written = tuple[Letter, list[Message]]


def written(session: Session, letters: Sequence[Letter], now: datetime) -> list[Written]:
    """Those letters that have not lost their point, with their messages.

    The first that may have come before says so. One that a bug keeps from being written is given
    up: it must not hold up the others.
    """
    found: list[Written] = []
    for letter in letters:
        if give_way(session, letter):
            log.info("letter superseded", letter=letter.id)
        elif (messages := _write(letter, now)) is not None:
            says_so = any(other.doubted_at for other, _ in found)
            again = [text(texts.MAY_BE_REPEATED)] if letter.doubted_at and not says_so else []
            found.append((letter, [*again, *messages]))
        else:
            end_undelivered(session, letter, now)
    return found


def _write(letter: Letter, now: datetime) -> list[Message] | None:
    try:
        return render(letter.kind, letter.facts, local_day(now))
    except Exception as error:
        letter.give_up(f"cannot be written: {told(error)}")
        log.error("letter cannot be written", letter=letter.id, error=told(error))
        return None


def is_shown_in(messages: Sequence[Message], letter: Letter) -> bool:
    """Whether they have the buttons of every offer that the letter makes or reminds of."""
    if letter.kind not in ("offer", "reminder"):
        return False
    buttons = ACCEPTS.findall(json.dumps(messages))
    shown = {number for ids in buttons for number in ids.split(".")}
    return shown >= {str(offer["allocation"]) for offer in letter.facts["offers"]}


def aboard(letters: Sequence[Written], taken: int = 0) -> list[Written]:
    """The first of them that find room beside so many messages."""
    found: list[Written] = []
    for letter, messages in letters:
        taken += len(messages)
        if taken > MOST_MESSAGES:
            break
        found.append((letter, messages))
    return found
