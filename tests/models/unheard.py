"""Promises made for a producer whose letter failed for good, in a test's hands."""

from __future__ import annotations

from sqlalchemy import select

from models.inbox import InboxEvent
from models.outbox import Letter
from models.undelivered import end_undelivered
from tests.models.market import Market

FARMER, OTHER, KITCHEN, STAFF = "แม่บุญมี", "ป้าสมร", "คุณอรุณี", "น้องฝ้าย"


def promised(market: Market) -> Letter:
    """The cheapest lot was promised as its producer allows; another producer has the same."""
    market.member(FARMER).auto_accepts = True
    market.post(FARMER, 20, baht=20)
    market.post(OTHER, 20, baht=25)
    market.order(KITCHEN, {"ผักบุ้ง": 15})
    market.match()
    return market.session.scalars(select(Letter).where(Letter.kind == "auto_accepted")).one()


def fail(market: Market, letter: Letter, error: str = "the member has blocked the account") -> None:
    letter.give_up(error)
    end_undelivered(market.session, letter, market.now)


def writes(market: Market, name: str, kind: str = "message") -> None:
    event = InboxEvent(
        event_id=f"E{market.now.timestamp()}",
        sender=market.member(name).line_user_id,
        kind=kind,
        payload={},
        happened_at=1,
        received_at=market.now,
        heard_at=market.now,
    )
    market.session.add(event)
    market.session.flush()


def told(market: Market) -> list[Letter]:
    """The letters of promises, oldest first."""
    letters = select(Letter).where(Letter.kind == "auto_accepted").order_by(Letter.id)
    return list(market.session.scalars(letters))
