"""Part of a lot promised to a line, and the producer's answer to it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, Session, composite, mapped_column, relationship

from models.base import Base, Key, Word
from models.catalogue import Product
from models.lot import Lot
from models.matchcall import MatchCall
from models.measure import Amount, Price
from models.order_line import OrderLine
from models.substitutes import Substitute


class AllocationState(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    RECEIVED = "received"
    DECLINED = "declined"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"  # the buyer took the wish back
    WITHDRAWN = "withdrawn"  # the producer took the stock back before answering
    UNHEARD = "unheard"  # promised as the producer allows, who could not be told (models.unheard)


class DeclinedFor(StrEnum):
    """Why a producer could not, in their own words' sense."""

    SOLD_OUT = "sold_out"
    NO_TRANSPORT = "no_transport"
    PRICE = "price"
    OTHER = "other"


PROMISED = (AllocationState.ACCEPTED, AllocationState.DELIVERED, AllocationState.RECEIVED)
LIVE = (AllocationState.OFFERED, *PROMISED)
# Ended without a word of the producer's: others first, then they once more.
SILENT = (AllocationState.LAPSED, AllocationState.UNHEARD)


class Allocation(Base):
    """quantity: thousandths of the lot's measure; the price is the lot's when it was offered.

    What was offered is quantity + short + reduced: short is what the producer said is not there,
    reduced what the buyer took back of a promise. reason: why this lot was chosen
    (models/reasons.py); said_at: when the producer said something to it, whatever became of it.
    """

    __tablename__ = "allocations"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="not_empty"),
        CheckConstraint("short >= 0 AND reduced >= 0", name="not_negative"),
        Index("ix_allocations_answer", "state", "answer_by"),
    )
    id: Mapped[Key]
    lot_id: Mapped[int] = mapped_column(ForeignKey("lots.id"), index=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), index=True)
    quantity: Mapped[int]
    short: Mapped[int] = mapped_column(default=0, server_default="0")
    reduced: Mapped[int] = mapped_column(default=0, server_default="0")
    satang: Mapped[int]
    price_unit: Mapped[Word]
    price_factor: Mapped[int]
    state: Mapped[AllocationState] = mapped_column(String(10))
    offered_at: Mapped[datetime]
    answer_by: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    said_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    declined_for: Mapped[DeclinedFor | None] = mapped_column(String(20))
    reason: Mapped[dict[str, Any] | None]
    # The buyer's consent, where the lot is not what the line asks for.
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("substitutes.id"))

    price: Mapped[Price] = composite("satang", "price_unit", "price_factor")
    lot: Mapped[Lot] = relationship(back_populates="allocations")
    line: Mapped[OrderLine] = relationship(back_populates="allocations")
    substitute: Mapped[Substitute | None] = relationship()

    @classmethod
    def offer(
        cls,
        session: Session,
        lot: Lot,
        line: OrderLine,
        quantity: int,
        until: datetime,
        now: datetime,
        reason: dict[str, Any] | None = None,
        substitute: Substitute | None = None,
    ) -> Allocation:
        """Reserve *quantity* on both sides; both rows must be locked by the caller, who flushes."""
        lot.reserved += quantity
        line.reserved += quantity
        offer = cls(
            lot=lot,
            line=line,
            quantity=quantity,
            short=0,
            reduced=0,
            price=lot.price,
            state=AllocationState.OFFERED,
            offered_at=now,
            answer_by=until,
            reason=reason,
            substitute=substitute,
        )
        session.add(offer)
        return offer

    @property
    def is_offered(self) -> bool:
        return self.state == AllocationState.OFFERED

    @property
    def is_promised(self) -> bool:
        return self.state in PROMISED

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def offered(self) -> int:
        """Thousandths the producer was asked for."""
        return self.quantity + self.short + self.reduced

    @property
    def is_refused(self) -> bool:
        """The producer gives this line no more of this lot; who was silent has not said so."""
        return self.short > 0 or self.state == AllocationState.DECLINED

    @property
    def product(self) -> Product:
        """What those who trade it call it: what was asked for, or what is sent instead."""
        return self.lot.product if self.substitute_id else self.line.product

    @property
    def amount(self) -> Amount:
        return self.line.amount.with_quantity(self.quantity)

    @property
    def total(self) -> int:
        """Satang."""
        return self.price.total(self.quantity)

    def accept(self, now: datetime) -> None:
        self.state, self.answered_at, self.said_at = AllocationState.ACCEPTED, now, now

    def accept_by_setting(self, now: datetime) -> None:
        """As its producer has allowed beforehand (Member.auto_accepts): they said nothing to it."""
        self.state, self.answered_at = AllocationState.ACCEPTED, now

    def decline(self, now: datetime, why: DeclinedFor | None = None) -> None:
        self.said_at, self.declined_for = now, why
        self.end(AllocationState.DECLINED, now)

    def accept_part(self, quantity: int, now: datetime) -> None:
        """Promise less than was offered; the rest is free on both sides."""
        self.short = self.quantity - quantity
        self._free(self.short)
        self.accept(now)

    def reduce(self, by: int) -> None:
        """The buyer takes back part of what is promised."""
        self.reduced += by
        self._free(by)

    def _free(self, quantity: int) -> None:
        self.lot.reserved -= quantity
        self.line.reserved -= quantity
        self.quantity -= quantity

    def end(self, state: AllocationState, now: datetime) -> None:
        """Free what was reserved on both sides."""
        if not self.is_live:
            return
        self.lot.reserved -= self.quantity
        self.line.reserved -= self.quantity
        self.state, self.answered_at = state, now

    def end_by_producer(self, session: Session, now: datetime) -> None:
        """The producer takes the offer back before answering it: others are asked.

        It is no refusal: a lot that only shrank may serve the line with what is left.
        """
        self.said_at = now
        self.end(AllocationState.WITHDRAWN, now)
        MatchCall.ask(session, [self.lot.product_id], now)
