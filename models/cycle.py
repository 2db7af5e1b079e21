"""The order cycle: until when what is ordered for which day, by the goods' work group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from sqlalchemy import CheckConstraint, ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base, Key, Name, Word
from models.calendar import USUAL, Rule, cut_off, first_delivery_day, local_day
from models.catalogue import Product
from models.people import WorkGroup

ALL_GOODS = ""
MOST_LEAD_DAYS = 14


class CycleRule(Base):
    """When orders for a work group's goods close; category '' means all of them.

    closes: minutes after midnight, in Bangkok.
    """

    __tablename__ = "cycle_rules"
    __table_args__ = (
        UniqueConstraint("work_group_id", "category"),
        CheckConstraint("lead_days >= 0 AND closes >= 0 AND closes < 1440", name="a_time_of_day"),
    )
    id: Mapped[Key]
    work_group_id: Mapped[int] = mapped_column(ForeignKey("work_groups.id"))
    category: Mapped[Word]
    lead_days: Mapped[int]
    closes: Mapped[int]
    changed_at: Mapped[datetime]
    changed_by: Mapped[Name]
    work_group: Mapped[WorkGroup] = relationship()

    @property
    def rule(self) -> Rule:
        return Rule(self.lead_days, time(*divmod(self.closes, 60)))

    @classmethod
    def all_kept(cls) -> Select[CycleRule]:
        return select(cls).order_by(cls.work_group_id, cls.category)


class Reopening(Base):
    """Staff took orders for a day again after its cut-off; it stays, as a record of that."""

    __tablename__ = "reopenings"
    id: Mapped[Key]
    delivery_day: Mapped[date] = mapped_column(index=True)
    until: Mapped[datetime]
    made_at: Mapped[datetime]
    made_by: Mapped[Name]


@dataclass(frozen=True)
class Cycle:
    """The rules as they are now. reopened: until when which day was opened again, the latest."""

    rules: Mapping[tuple[int, str], Rule]
    reopened: Mapping[date, datetime]

    @classmethod
    def read(cls, session: Session, now: datetime) -> Self:
        """Two statements. Reopenings of days that are over are of no use any more."""
        rules = {
            (r.work_group_id, r.category): r.rule for r in session.scalars(CycleRule.all_kept())
        }
        later = Reopening.delivery_day >= local_day(now) - timedelta(days=1)
        made = session.scalars(select(Reopening).where(later).order_by(Reopening.until))
        return cls(rules, {each.delivery_day: each.until for each in made})

    def rule(self, product: Product) -> Rule:
        """That of its kind of goods, else of its work group, else the usual."""
        return self.rule_of(product.work_group_id, product.category)

    def rule_of(self, work_group_id: int | None, category: str) -> Rule:
        if work_group_id is None:
            return USUAL
        of_group = self.rules.get((work_group_id, ALL_GOODS), USUAL)
        return self.rules.get((work_group_id, category), of_group)

    def cut_off(self, product: Product, day: date) -> datetime:
        return self._or_reopened(day, cut_off(day, self.rule(product)))

    def usual_cut_off(self, day: date) -> datetime:
        """Where it is not known yet what is ordered."""
        return self._or_reopened(day, cut_off(day))

    def _or_reopened(self, day: date, usual: datetime) -> datetime:
        return max(usual, self.reopened.get(day, usual))

    def first_day(self, product: Product, now: datetime) -> date:
        """The soonest day *product* can be ordered for."""
        return self._soonest(first_delivery_day(now, self.rule(product)), now)

    def _soonest(self, usual: date, now: datetime) -> date:
        return min([usual, *(day for day, until in self.reopened.items() if now < until)])

    def first_common_day(self, products: Sequence[Product], now: datetime) -> date:
        """The soonest day that is open for all of them; the usual soonest day for none."""
        if not products:
            return self._soonest(first_delivery_day(now), now)
        day = max(self.first_day(product, now) for product in products)
        while any(now >= self.cut_off(product, day) for product in products):
            day += timedelta(days=1)
        return day
