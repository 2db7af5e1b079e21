"""Calls for a match: written with the fact that needs one, so that a lost bell loses no wish."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Key, needs
from models.catalogue import Product


class MatchCall(Base):
    """Stock or wishes of a product changed; answered when a match has seen it.

    Stock of a narrower product serves wishes for the wider ones, so they are called along: where
    stock comes free, its own product is the one to ask for, not that of the wish it was held for.
    """

    __tablename__ = "match_calls"
    __table_args__ = (Index("ix_match_calls_open", "answered_at", "product_id"),)
    id: Mapped[Key]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    called_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    @classmethod
    def ask(cls, session: Session, product_ids: Iterable[int], now: datetime) -> None:
        products = [session.get_one(Product, number) for number in set(product_ids)]
        concerned = {kin.id for product in products for kin in (product, *product.wider)}
        calls = [cls(product_id=number, called_at=now) for number in sorted(concerned)]
        session.add_all(calls)
        session.flush()
        if calls:
            needs(session, "match")

    @classmethod
    def open_calls(cls, limit: int = 500) -> Select[MatchCall]:
        return select(cls).where(cls.answered_at.is_(None)).order_by(cls.id).limit(limit)

    @classmethod
    def is_open(cls, session: Session, product_ids: Iterable[int]) -> bool:
        wanted = cls.product_id.in_(list(product_ids))
        return bool(session.scalar(select(exists().where(cls.answered_at.is_(None), wanted))))
