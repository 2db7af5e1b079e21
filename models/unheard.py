"""Promises the market accepted for a producer who never heard of them.

What was accepted as a producer allows (Member.auto_accepts) is told by a letter. When that letter
has failed for good, a promise they may know of stands and staff phone; one they certainly do not
know of ends while its buyer can still be served by others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models.allocation import Allocation, AllocationState
from models.allocation_locks import lock_allocations
from models.inbox import InboxEvent
from models.matchcall import MatchCall
from models.news import offer_facts
from models.outbox import Letter, LetterState
from models.people import Member, Role, approved

KIND = "unheard"
# To block the account is to say nothing: LINE shows them nothing for it.
SILENT_KIND = "unfollow"


def end_unheard(session: Session, letter: Letter, now: datetime) -> None:
    """Once a letter of promises has failed for good: end what its producer has certainly not heard
    of and is not final yet, have it matched again, and tell staff whom to phone about what.
    """
    ids = [facts["allocation"] for facts in letter.facts["offers"]]
    standing = [a for a in lock_allocations(session, ids) if a.is_promised and a.said_at is None]
    session.refresh(letter)
    ended = [a for a in standing if a.line.may_change(now) and _is_unheard(session, letter, a)]
    for promise in ended:
        promise.end(AllocationState.UNHEARD, now)
        promise.line.order.tell_anew(promise.line)
    if ended:
        # Sent again it would call promised what is not.
        letter.state = LetterState.SUPERSEDED
    MatchCall.ask(session, [promise.lot.product_id for promise in ended], now)
    if standing:
        _tell_staff(session, letter, standing, now)


def _is_unheard(session: Session, letter: Letter, promise: Allocation) -> bool:
    """LINE never had the letter, no other told of the promise, and its producer has not written
    since: what they look at shows it.
    """
    if letter.first_tried_at is not None or letter.doubted_at is not None or promise.reduced:
        return False
    wrote = exists().where(
        InboxEvent.sender == promise.lot.member.line_user_id,
        InboxEvent.received_at >= promise.offered_at,
        InboxEvent.kind != SILENT_KIND,
    )
    return not session.scalar(select(wrote))


def _tell_staff(
    session: Session, letter: Letter, promises: Sequence[Allocation], now: datetime
) -> None:
    facts = _facts(session.get_one(Member, letter.member_id), letter, promises)
    told = session.scalars(approved(Role.STAFF)).all()
    for staff in told:
        Letter.owe(session, staff.id, KIND, facts, f"{KIND}:{letter.id}:{staff.id}", now)
    letter.noticed_at = now if told else None


def _facts(member: Member, letter: Letter, promises: Sequence[Allocation]) -> dict[str, Any]:
    """doubtful: the letter may have arrived; ended: nobody waits for that promise any more."""
    return {
        "member": member.id,
        "name": member.name,
        "phone": member.phone,
        "doubtful": letter.first_tried_at is not None,
        "offers": [{**offer_facts(p), "ended": not p.is_promised} for p in promises],
    }
