"""All rows of the trade, read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.allocation import Allocation
from models.announcement import Announcement
from models.base import Base
from models.capacity import Capacity
from models.holidays import SchoolHoliday
from models.inbox import InboxEvent
from models.lot import Lot, LotState
from models.matchcall import MatchCall
from models.order import Order
from models.order_line import OrderLine
from models.outbox import Letter
from models.people import Member
from models.rooms import Room, Rooms
from models.standing.days import StandingDay
from models.standing.order import StandingOrder

Row = TypeVar("Row", bound=Base)
Thing = TypeVar("Thing")
Key = TypeVar("Key")


@dataclass(frozen=True)
class Ledger:
    """The tables as lists in id order; now is the time to judge cut-offs by."""

    now: datetime
    lots: Sequence[Lot] = ()
    orders: Sequence[Order] = ()
    lines: Sequence[OrderLine] = ()
    allocations: Sequence[Allocation] = ()
    letters: Sequence[Letter] = ()
    calls: Sequence[MatchCall] = ()
    members: Sequence[Member] = ()
    events: Sequence[InboxEvent] = ()
    standing_orders: Sequence[StandingOrder] = ()
    standing_days: Sequence[StandingDay] = ()
    holidays: Sequence[SchoolHoliday] = ()
    capacities: Sequence[Capacity] = ()
    announcements: Sequence[Announcement] = ()
    _groups: dict[str, dict[Any, list[Allocation]]] = field(default_factory=dict)

    @classmethod
    def read(cls, session: Session, now: datetime) -> Ledger:
        session.flush()
        session.expire_all()
        return cls(
            now=now,
            lots=_all(session, Lot),
            orders=_all(session, Order),
            lines=_all(session, OrderLine),
            allocations=_all(session, Allocation),
            letters=_all(session, Letter),
            calls=_all(session, MatchCall),
            members=_all(session, Member),
            events=_all(session, InboxEvent),
            standing_orders=_all(session, StandingOrder),
            standing_days=_all(session, StandingDay),
            holidays=_all(session, SchoolHoliday),
            capacities=_all(session, Capacity),
            announcements=_all(session, Announcement),
        )

    def of_lot(self, lot: Lot) -> list[Allocation]:
        return self._grouped("lot", lambda a: a.lot_id).get(lot.id, [])

    def of_line(self, line: OrderLine) -> list[Allocation]:
        return self._grouped("line", lambda a: a.line_id).get(line.id, [])

    def _grouped(self, name: str, key: Callable[[Allocation], Key]) -> dict[Key, list[Allocation]]:
        if name not in self._groups:
            self._groups[name] = grouped(self.allocations, key)
        return self._groups[name]

    def calls_open(self) -> set[int]:
        """The products a match has yet to look at."""
        return {call.product_id for call in self.calls if call.answered_at is None}

    def calls_seen(self) -> set[int]:
        """Those, and what competes with them for a producer group's day."""
        called, capped = self.calls_open(), {each.producer_group_id for each in self.capacities}
        makers = {lot.producer_group_id for lot in self.lots if lot.product_id in called} & capped
        return called | {
            kin.id
            for lot in self.lots
            if lot.state == LotState.OPEN and lot.producer_group_id in makers
            for kin in (lot.product, *lot.product.wider)
        }

    def of_room(self, capacity: Capacity, day: date) -> list[Allocation]:
        """The live allocations that a group's capacity for *day* has to hold."""
        live = self._grouped("room", _room)
        room = (capacity.producer_group_id, capacity.measure, day)
        return [a for a in live.get(room, []) if a.is_live]

    def days(self) -> list[date]:
        return sorted({order.delivery_day for order in self.orders})

    def rooms(self) -> Rooms:
        """What is left of every capacity on every day that is ordered for."""
        return {
            (each.producer_group_id, each.measure, day): max(
                each.quantity - sum(a.quantity for a in self.of_room(each, day)), 0
            )
            for each in self.capacities
            for day in self.days()
        }

    def is_settled(self, order: Order) -> bool:
        """Nobody has yet to answer, and no match has yet to look at what is missing."""
        if any(a.is_offered for line in order.lines for a in self.of_line(line)):
            return False
        missing = {kin for line in order.open_lines if line.missing for kin in line.wished}
        return not missing & self.calls_open()

    def promised(self, line: OrderLine) -> int:
        return sum(a.quantity for a in self.of_line(line) if a.is_promised)


def _room(allocation: Allocation) -> Room:
    lot = allocation.lot
    return lot.producer_group_id, lot.measure, allocation.line.order.delivery_day


def grouped(things: Iterable[Thing], key: Callable[[Thing], Key]) -> dict[Key, list[Thing]]:
    found: dict[Key, list[Thing]] = defaultdict(list)
    for thing in things:
        found[key(thing)].append(thing)
    return found


def _all(session: Session, table: type[Row]) -> Sequence[Row]:
    return session.scalars(select(table).order_by(table.__table__.c.id)).all()
