"""Members who block the account, and come back: nothing reaches them in between."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.allocation_locks import lock_allocations
from models.base import needs
from models.lot import Lot, LotState
from models.matchcall import MatchCall
from models.menus import doubt_menu
from models.offers import waiting_for
from models.people import Member


def leave(session: Session, member: Member, now: datetime) -> None:
    """Their open offers end and are matched elsewhere; promises stand."""
    waiting = session.scalars(waiting_for(member.id)).all()
    offers = lock_allocations(session, [offer.id for offer in waiting])
    for offer in offers:
        if offer.is_offered:
            offer.end_by_producer(session, now)
    member.blocked_at = now
    session.flush()


def come_back(session: Session, member: Member, now: datetime) -> None:
    """Their lots count again, and they are given their menu again."""
    doubt_menu(session, member.id)
    needs(session, "link")
    if member.blocked_at is None:
        return
    member.blocked_at = None
    mine = select(Lot.product_id).where(Lot.member_id == member.id, Lot.state == LotState.OPEN)
    MatchCall.ask(session, session.scalars(mine), now)
