"""What a producer group can make in a day: a cap on what it is asked for, for one delivery day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Select, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.allocation import LIVE, Allocation
from models.base import Base, Key, Name, Word
from models.catalogue import Product
from models.locking import lock_rows
from models.lot import Lot, LotState
from models.matchcall import MatchCall
from models.order import Order
from models.order_line import OrderLine
from models.people import ProducerGroup
from models.rooms import Rooms


class Capacity(Base):
    """quantity: thousandths of *measure* a day, of all the group's goods counted in that measure.

    changed_at: what was promised until then stands, even when it is more.
    """

    __tablename__ = "capacities"
    __table_args__ = (
        UniqueConstraint("producer_group_id", "measure"),
        CheckConstraint("quantity >= 0", name="not_negative"),
    )
    id: Mapped[Key]
    producer_group_id: Mapped[int] = mapped_column(ForeignKey("producer_groups.id"))
    measure: Mapped[Word]
    quantity: Mapped[int]
    changed_at: Mapped[datetime]
    changed_by: Mapped[Name]
    producer_group: Mapped[ProducerGroup] = relationship()

    @classmethod
    def all_kept(cls) -> Select[Capacity]:
        return select(cls).order_by(cls.producer_group_id, cls.measure)


def set_capacity(
    session: Session,
    group: ProducerGroup,
    measure: str,
    quantity: int | None,
    by: str,
    now: datetime,
) -> Capacity | None:
    """None for *quantity* takes the cap away. The group's goods are matched again."""
    _lock_groups(session, [group.id], writing=True)
    kept = _kept(session, group, measure)
    if quantity is None:
        if kept is not None:
            session.delete(kept)
            kept = None
    else:
        kept = kept or Capacity(producer_group=group, measure=measure)
        kept.quantity, kept.changed_by = quantity, by
        # Offers of a match that was faster than these words stand, whatever its clock said.
        kept.changed_at = max(now, _last_offer(session, group, measure) or now)
        session.add(kept)
    session.flush()
    on_offer = select(Lot.product_id).where(
        Lot.producer_group_id == group.id, Lot.state == LotState.OPEN
    )
    MatchCall.ask(session, session.scalars(on_offer), now)
    return kept


def _kept(session: Session, group: ProducerGroup, measure: str) -> Capacity | None:
    where = (Capacity.producer_group_id == group.id, Capacity.measure == measure)
    ids = session.scalars(select(Capacity.id).where(*where))
    return next(iter(lock_rows(session, Capacity, ids)), None)


def _last_offer(session: Session, group: ProducerGroup, measure: str) -> datetime | None:
    offers = select(func.max(Allocation.offered_at)).join(Lot)
    return session.scalar(offers.where(Lot.producer_group_id == group.id, Lot.measure == measure))


def rooms(
    session: Session, lots: Sequence[Lot], lines: Sequence[OrderLine], locking: bool = True
) -> Rooms:
    """What the lots' groups can still be asked for on the lines' days, where that is capped.

    Locks the capacities, so that two matches of different goods do not both fill the same day;
    who only looks need not.
    """
    groups = sorted({lot.producer_group_id for lot in lots})
    kept = Capacity.all_kept().where(Capacity.producer_group_id.in_(groups))
    capacities = _lock_capacities(session, groups) if locking else session.scalars(kept).all()
    days = {line.order.delivery_day for line in lines}
    if not capacities or not days:
        return {}
    taken = {
        (group, measure, day): quantity
        for group, measure, day, quantity in session.execute(_taken(groups, days))
    }
    return {
        key: max(capacity.quantity - taken.get(key, 0), 0)
        for capacity in capacities
        for day in days
        for key in [(capacity.producer_group_id, capacity.measure, day)]
    }


def _taken(groups: Iterable[int], days: Iterable[date]) -> Select[int, str, date, int]:
    """What live allocations take, by group, measure and delivery day."""
    key = (Lot.producer_group_id, Lot.measure, Order.delivery_day)
    return (
        select(*key, func.sum(Allocation.quantity))
        .select_from(Allocation)
        .join(Lot)
        .join(OrderLine)
        .join(Order)
        .where(
            Allocation.state.in_(LIVE),
            Lot.producer_group_id.in_(groups),
            Order.delivery_day.in_(days),
        )
        .group_by(*key)
    )


def _lock_capacities(session: Session, groups: Iterable[int]) -> list[Capacity]:
    _lock_groups(session, groups, writing=False)
    ids = select(Capacity.id).where(Capacity.producer_group_id.in_(groups))
    return lock_rows(session, Capacity, session.scalars(ids))


def _lock_groups(session: Session, groups: Iterable[int], writing: bool) -> None:
    """A capacity that is not there yet cannot be locked: its group is, shared by all matches."""
    key = ProducerGroup.id
    locked = select(key).where(key.in_(groups)).order_by(key)
    session.execute(locked.with_for_update(read=not writing, key_share=writing)).all()


def sharing(session: Session, products: set[int]) -> set[int]:
    """*products*, and those that compete with them for a day of a group, with the wider ones that
    these serve: room that one gives back may be what another waits for.
    """
    capped = select(Capacity.producer_group_id)
    makers = select(Lot.producer_group_id).where(
        Lot.product_id.in_(products), Lot.producer_group_id.in_(capped)
    )
    others = select(Product).where(
        Product.id.in_(
            select(Lot.product_id).where(
                Lot.producer_group_id.in_(makers), Lot.state == LotState.OPEN
            )
        )
    )
    kin = (each for other in session.scalars(others) for each in (other, *other.wider))
    return products.union(each.id for each in kin)
