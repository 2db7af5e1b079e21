"""Changing an order that is placed: more lines, other amounts, or another day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.allocation import Allocation
from models.cancelling import (
    cancel_allocations,
    cancel_lines,
    cancel_order,
    lock_changeable,
    lock_lines,
)
from models.matchcall import MatchCall
from models.measure import Amount
from models.news import owe_reductions, report
from models.order import Order, OrderState
from models.order_line import CutOffPassed, LineState, OrderLine
from models.wanted import Wanted


class OrderGone(ValueError):
    """The order was cancelled in the meantime."""


def add_lines(session: Session, order_id: int, wanted: Sequence[Wanted], now: datetime) -> Order:
    """Ask for more in an open order. Raises CutOffPassed or OrderGone.

    More of what is in it already makes that line larger.
    """
    order = _lock_open(session, order_id, now)
    lock_lines(session, order.open_lines)
    for wish in wanted:
        line = next((line for line in order.open_lines if _asks_alike(line, wish)), None)
        if line is None:
            _ask_for(session, order, wish, now)
        else:
            _grow(session, order, line, wish.amount, now)
    order.follow_lines()
    session.flush()
    MatchCall.ask(session, [wish.product.id for wish in wanted], now)
    return order


def _asks_alike(line: OrderLine, wish: Wanted) -> bool:
    same = (line.product_id, line.measure) == (wish.product.id, wish.amount.measure)
    as_before = wish.substitutes in (None, line.substituted_by)
    return same and line.most == wish.most and as_before


def _ask_for(session: Session, order: Order, wish: Wanted, now: datetime) -> None:
    order.lines += OrderLine.all_wanting(session, [wish], order.delivery_day, now)


def _check_open(lines: Iterable[OrderLine], now: datetime) -> None:
    """Raises CutOffPassed for a line that is final while others of its order are not."""
    for line in lines:
        if not line.may_change(now):
            raise CutOffPassed(line.cut_off_at)


def change_lines(
    session: Session,
    order_id: int,
    wanted: Sequence[Wanted],
    now: datetime,
    gone: Collection[int] = (),
) -> Order:
    """Let an open order ask for these amounts and no more of these products.

    gone: ids of products it shall not ask for at all. A product that is not in it yet comes in; one
    that is keeps the highest price it was asked for at. What is too much is taken from what nobody
    has promised yet, then from open offers, and only then from promises, whose producers are told.
    Raises CutOffPassed or OrderGone.
    """
    order = _lock_open(session, order_id, now)
    lock_lines(session, order.open_lines)
    without = [line for line in order.open_lines if line.product_id in gone]
    _check_open(without, now)
    cancel_lines(session, without, now)
    for wish in wanted:
        _change(session, order, wish, now)
    session.flush()
    if not order.open_lines:
        order.state = OrderState.CANCELLED
    order.follow_lines()
    report(session, order, now)
    return order


def _change(session: Session, order: Order, wish: Wanted, now: datetime) -> None:
    lines = [line for line in order.open_lines if line.product_id == wish.product.id]
    _check_open(lines, now)
    alike = [line for line in lines if line.measure == wish.amount.measure]
    more = wish.amount.quantity - sum(line.quantity for line in alike)
    cancel_lines(session, [line for line in lines if line not in alike], now)
    if not alike:
        _ask_for(session, order, wish, now)
    elif more > 0:
        _grow(session, order, alike[-1], wish.amount.with_quantity(more), now)
    else:
        _cut(session, alike, wish.amount.with_quantity(-more), now)
    session.flush()
    MatchCall.ask(session, [wish.product.id], now)


def _grow(session: Session, order: Order, line: OrderLine, more: Amount, now: datetime) -> None:
    """Who wants all or nothing keeps what is promised when the rest cannot be found: the rest is a
    wish of its own."""
    _check_open([line], now)
    if order.part_is_fine or not line.reserved:
        line.amount = more.with_quantity(line.quantity + more.quantity)
        order.tell_anew(line)
    else:
        _ask_for(session, order, replace(line.wish, amount=more), now)


def _cut(session: Session, lines: Sequence[OrderLine], less: Amount, now: datetime) -> None:
    """The newest wishes go first."""
    _free(session, lines, less.quantity - sum(line.missing for line in lines), now)
    left = less.quantity
    for line in reversed(lines):
        cut = min(left, line.missing)
        left -= cut
        if cut == line.quantity:
            line.state = LineState.CANCELLED
        elif cut:
            line.amount = less.with_quantity(line.quantity - cut)


def _free(session: Session, lines: Sequence[OrderLine], least: int, now: datetime) -> None:
    """Take back at least that many thousandths of what is offered and promised."""
    live = [a for line in lines for a in line.allocations if a.is_live]
    ended: list[Allocation] = []
    for each in sorted(live, key=_last_wanted, reverse=True):
        if least > 0 and (each.is_offered or each.quantity <= least):
            ended.append(each)
            least -= each.quantity
        elif least > 0:
            each.reduce(least)
            MatchCall.ask(session, [each.lot.product_id], now)
            owe_reductions(session, [(each, least)], now)
            least = 0
    cancel_allocations(session, ended, now, why="less")


def _last_wanted(allocation: Allocation) -> tuple[bool, bool, int]:
    """Offers before promises, what is sent instead before what was asked for, the newest first."""
    return allocation.is_offered, allocation.substitute_id is not None, allocation.id


def move_order(
    session: Session, order_id: int, day: date, now: datetime, source: str | None = None
) -> Order:
    """Cancel it and place the same for another day; gives the new order.

    Raises CutOffPassed when either day is closed, for one of the goods at least, OrderGone when
    there is nothing left to move.
    """
    old = _lock_open(session, order_id, now)
    wanted = [line.wish for line in old.open_lines]
    OrderLine.all_wanting(session, wanted, day, now)
    cancel_order(session, old.id, now)
    return Order.place_order(
        session, old.member, wanted, day, old.place, old.part_is_fine, now, source
    )


def _lock_open(session: Session, order_id: int, now: datetime) -> Order:
    order = lock_changeable(session, order_id, now)
    if not order.may_change(now):
        raise OrderGone(order_id)
    return order
