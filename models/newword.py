"""Words people typed for a product and then said which: staff make them names of it, or not."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Self

from sqlalchemy import ForeignKey, Select, UniqueConstraint, delete, exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base, Key, Name, Word
from models.catalogue import Product, ProductAlias


class NewWordState(enum.StrEnum):
    WAITING = "waiting"
    ADDED = "added"
    REFUSED = "refused"


class NewWord(Base):
    """count: how often it was confirmed to mean the product, by whom is not kept.

    noticed_at: when a member of staff was told that there is one.
    """

    __tablename__ = "new_words"
    __table_args__ = (UniqueConstraint("word", "product_id"),)
    id: Mapped[Key]
    word: Mapped[Name]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    state: Mapped[Word]
    count: Mapped[int]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)
    noticed_at: Mapped[datetime | None]
    product: Mapped[Product] = relationship()

    @classmethod
    def keep(cls, session: Session, word: str, product_id: int, now: datetime) -> None:
        """Note *word*, or count it once more; two workers at once count two."""
        on_postgresql = session.get_bind().dialect.name == "postgresql"
        insert = (postgresql.insert(cls) if on_postgresql else sqlite.insert(cls)).values(
            word=word,
            product_id=product_id,
            state=NewWordState.WAITING,
            count=1,
            first_at=now,
            last_at=now,
        )
        session.execute(
            insert.on_conflict_do_update(
                index_elements=["word", "product_id"],
                set_={"count": cls.count + 1, "last_at": now},
            )
        )

    @classmethod
    def waiting(cls) -> Select[Self]:
        """Those to decide on, the most frequent first; not those that have become names since."""
        named = exists().where(ProductAlias.name == cls.word) | exists().where(
            Product.name == cls.word
        )
        undecided = select(cls).where(cls.state == NewWordState.WAITING, ~named)
        return undecided.order_by(cls.count.desc(), cls.id)

    @classmethod
    def unnoticed(cls) -> Select[Self]:
        return cls.waiting().where(cls.noticed_at.is_(None))

    def add(self, session: Session, now: datetime) -> bool:
        """Make it a name of the product; False when it was decided on before, or is taken.

        The row must be locked by the caller.
        """
        if self.state != NewWordState.WAITING or not self.product.call(session, self.word, now):
            return False
        self.state = NewWordState.ADDED
        return True

    def refuse(self) -> bool:
        """False when it was decided on before. The row must be locked by the caller."""
        if self.state != NewWordState.WAITING:
            return False
        self.state = NewWordState.REFUSED
        return True

    @classmethod
    def let_go(cls, session: Session, before: datetime) -> None:
        session.execute(delete(cls).where(cls.last_at < before))
