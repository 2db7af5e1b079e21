"""What a producer has ready."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, select
from sqlalchemy.orm import Mapped, Session, composite, mapped_column, relationship

from models.base import Base, Key, Name, Word
from models.calendar import local_day
from models.catalogue import Product
from models.matchcall import MatchCall
from models.measure import Amount, Price
from models.people import Certificate, Member, ProducerGroup
from models.photo import Photo

if TYPE_CHECKING:
    from models.allocation import Allocation


class LotState(StrEnum):
    OPEN = "open"
    WITHDRAWN = "withdrawn"


class BelowPromised(ValueError):
    """The lot cannot shrink below what was promised from it; args[0] is that quantity."""


class ImpossibleDays(ValueError):
    """A lot's last day is over, or lies before its first."""


class Lot(Base):
    """quantity is what the lot holds, reserved what live allocations take of it (thousandths)."""

    __tablename__ = "lots"
    __table_args__ = (
        CheckConstraint("reserved >= 0 AND reserved <= quantity", name="not_oversold"),
        CheckConstraint("quantity >= 0 AND satang >= 0", name="not_negative"),
        Index("ix_lots_ready", "product_id", "state", "available_until"),
    )
    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    producer_group_id: Mapped[int] = mapped_column(ForeignKey("producer_groups.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    quantity: Mapped[int]
    reserved: Mapped[int] = mapped_column(default=0)
    # The upper end of a range ("20-25 กก."): hoped for, never promised.
    hoped: Mapped[int | None]
    measure: Mapped[Word]
    unit: Mapped[Word]
    unit_factor: Mapped[int]
    satang: Mapped[int]
    price_unit: Mapped[Word]
    price_factor: Mapped[int]
    available_from: Mapped[date]
    available_until: Mapped[date]
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("photos.id"))
    state: Mapped[LotState] = mapped_column(String(10), default=LotState.OPEN)
    posted_at: Mapped[datetime]
    # The webhook event that confirmed it: a repeat of the event cannot post it twice.
    source: Mapped[Name | None] = mapped_column(unique=True)

    amount: Mapped[Amount] = composite("quantity", "measure", "unit", "unit_factor")
    price: Mapped[Price] = composite("satang", "price_unit", "price_factor")
    member: Mapped[Member] = relationship()
    producer_group: Mapped[ProducerGroup] = relationship()
    product: Mapped[Product] = relationship()
    photo: Mapped[Photo | None] = relationship()
    allocations: Mapped[list[Allocation]] = relationship(back_populates="lot")
    certificates: Mapped[list[Certificate]] = relationship(
        primaryjoin="foreign(Certificate.producer_group_id) == Lot.producer_group_id",
        order_by="Certificate.id",
        viewonly=True,
    )

    @classmethod
    def post(
        cls,
        session: Session,
        member: Member,
        product: Product,
        amount: Amount,
        price: Price,
        available: tuple[date, date],
        now: datetime,
        source: str | None = None,
        photo: Photo | None = None,
        hoped: int | None = None,
    ) -> Lot:
        """Offer stock and ask for it to be matched with what is waiting.

        available: first and last day. Raises ImpossibleDays.
        """
        if available[1] < max(available[0], local_day(now)):
            raise ImpossibleDays(available)
        lot = cls(
            member_id=member.id,
            producer_group_id=member.producer_group_id,
            product_id=product.id,
            amount=amount,
            price=price,
            reserved=0,
            hoped=hoped,
            available_from=available[0],
            available_until=available[1],
            state=LotState.OPEN,
            posted_at=now,
            source=source,
            photo=photo,
        )
        session.add(lot)
        session.flush()
        MatchCall.ask(session, [product.id], now)
        return lot

    @classmethod
    def of_member(cls, member_id: int, today: date) -> Select[Lot]:
        """What a producer has on offer today or later, soonest first."""
        return (
            select(cls)
            .where(
                cls.member_id == member_id,
                cls.state == LotState.OPEN,
                cls.available_until >= today,
            )
            .order_by(cls.available_until, cls.id)
        )

    @classmethod
    def on_offer(cls, first: date) -> Select[Lot]:
        """Everything with something left on *first*, the soonest day to order for, or later."""
        return (
            select(cls)
            .where(
                cls.state == LotState.OPEN,
                cls.available_until >= first,
                cls.reserved < cls.quantity,
            )
            .order_by(cls.product_id, cls.id)
        )

    @property
    def free(self) -> int:
        return self.quantity - self.reserved

    def promised(self) -> int:
        return sum(a.quantity for a in self.allocations if a.is_promised)

    def withdraw(self, session: Session, now: datetime) -> None:
        """Offer no more of it. Open offers end and are matched elsewhere; promises stand."""
        self.state = LotState.WITHDRAWN
        self._end_offers(session, 0, now)

    def change_quantity(self, session: Session, amount: Amount, now: datetime) -> None:
        """Raises BelowPromised when less would be left than was promised already."""
        promised = self.promised()
        if amount.measure != self.measure or amount.quantity < promised:
            raise BelowPromised(promised)
        self._end_offers(session, amount.quantity, now)
        self.amount, self.hoped = amount, None
        MatchCall.ask(session, [self.product_id], now)

    def run_out(self) -> None:
        """Nothing is left of it but what live allocations take."""
        self.amount, self.hoped = self.amount.with_quantity(self.reserved), None

    def change_price(self, session: Session, price: Price, now: datetime) -> None:
        """For promises made from now on; those made keep the price they were made at."""
        self.price = price
        MatchCall.ask(session, [self.product_id], now)

    def _end_offers(self, session: Session, fits: int, now: datetime) -> None:
        """End the newest open offers until what is reserved fits into *fits*."""
        offers = [a for a in self.allocations if a.is_offered]
        for offer in sorted(offers, key=lambda a: a.id, reverse=True):
            if self.reserved > fits:
                offer.end_by_producer(session, now)
