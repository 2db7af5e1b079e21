"""Why a line is not served in full, kept to be told when its buyer asks.

A match looks at no lot that is sold out or over by the delivery day. Where it found nothing at all,
those are looked at, too: goods there are on other days, and what others were given before.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.calendar import local_day
from models.lot import Lot, LotState
from models.matching import Lack, Outcome, Stock, Unmet
from models.matching.fitting import fits
from models.matching.shortages import obstacle
from models.order_line import OrderLine
from models.people import Member
from models.reasons import shortage_facts
from models.rounds import products_for, stock_of, wish_of

# There was something, and others were given it or part of it.
CONTESTED = (Lack.SHARE, Lack.TAKEN, Lack.WHOLE, Lack.SMALL)


def keep_lacks(
    session: Session, lines: Sequence[OrderLine], outcome: Outcome, now: datetime
) -> None:
    lacks = {unmet.line_id: unmet for unmet in outcome.unmet}
    unseen = _unseen(session, [line for line in lines if _finds_nothing(lacks.get(line.id))], now)
    for line in lines:
        unmet = lacks.get(line.id)
        line.lack = _facts(line, unmet, unseen) if unmet else None


def _finds_nothing(unmet: Unmet | None) -> bool:
    return unmet is not None and unmet.shortage.lack == Lack.NOBODY


def _unseen(session: Session, lines: Sequence[OrderLine], now: datetime) -> list[Stock]:
    """The lots of the lines' goods that are not over yet, those that are sold out among them."""
    if not lines:
        return []
    lots = select(Lot).join(Member, Lot.member_id == Member.id)
    lots = lots.where(
        Lot.product_id.in_({kin for line in lines for kin in products_for(line)}),
        Lot.state == LotState.OPEN,
        Lot.available_until >= local_day(now),
        Member.blocked_at.is_(None),
    )
    papers = any(line.certificates for line in lines)
    return [stock_of(lot, papers) for lot in session.scalars(lots.order_by(Lot.id))]


def _facts(line: OrderLine, unmet: Unmet, unseen: Sequence[Stock]) -> dict[str, Any]:
    if not _finds_nothing(unmet):
        return shortage_facts(unmet.shortage, unmet.missing)
    wish = wish_of(line)
    if line.lack and line.lack["lack"] in CONTESTED and any(fits(each, wish) for each in unseen):
        return {**line.lack, "missing": unmet.missing}
    found = obstacle([each for each in unseen if each.free], wish)
    return shortage_facts(found if found.lack == Lack.DAY else unmet.shortage, unmet.missing)
