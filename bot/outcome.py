"""What becomes of a call's letters by what LINE said to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog

from bot.fate import Fate
from models.outbox import Letter, LetterState
from models.riding import let_each_go_alone

log = structlog.get_logger()


def settle(
    carrier_id: int, group: Sequence[Letter], fate: Fate, detail: str, now: datetime
) -> bool:
    """True unless it has to be tried again. group: the letters of the call, its carrier among them.

    What a sender that slept past its lease learns late must not undo what another has learnt.
    """
    carrier = next(letter for letter in group if letter.id == carrier_id)
    if carrier.state == LetterState.SENT:
        return True
    if fate == Fate.ARRIVED:
        for letter in group:
            letter.arrived(now)
    elif fate in (Fate.UNSURE, Fate.LATER, Fate.QUOTA):
        _wait(carrier, group, fate, detail, now)
        return fate == Fate.QUOTA
    elif len(group) > 1:
        let_each_go_alone(group, now)
        log.warning("letters refused together", letter=carrier.id, status=detail[:3])
    else:
        carrier.not_taken()
        carrier.give_up(detail)
        log.error("letter refused", letter=carrier.id, kind=carrier.kind, status=detail[:3])
    return True


def _wait(carrier: Letter, group: Sequence[Letter], fate: Fate, detail: str, now: datetime) -> None:
    """Together as long as LINE may have had them, each by itself when it certainly has not."""
    if fate != Fate.UNSURE:
        carrier.not_taken()
    riders = [letter for letter in group if letter is not carrier]
    apart = riders if carrier.first_tried_at is None else []
    for letter in apart:
        letter.alight(now)
    for letter in (carrier, *apart):
        if fate == Fate.QUOTA:
            letter.wait_for_quota(detail, now)
            log.error("letter waits for quota", letter=letter.id, kind=letter.kind)
        else:
            letter.put_off(detail, now)
