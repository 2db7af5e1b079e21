"""A match run: waiting wishes meet ready stock, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.allocation import LIVE, Allocation
from models.calendar import answer_by
from models.cancelling import cancel_allocations
from models.capacity import rooms, sharing
from models.locking import lock_rows, start_afresh
from models.lot import Lot, LotState
from models.matchcall import MatchCall
from models.matching import Goods, Outcome, Rules
from models.news import owe_offers, owe_promises, report
from models.order import Order, OrderState
from models.order_line import LineState, OrderLine
from models.reasons import reason_facts, shortage_facts
from models.rounds import consent_to, decide, sent_for
from models.substituting import with_substitutes

# What a group has sold in this time counts when income is spread.
LATELY = timedelta(days=28)


def match(session: Session, now: datetime, ranks: Mapping[str, int] | None = None) -> int:
    """Answer the open match calls: allocate, write offers and results. Gives their number.

    ranks: kinds of buyers served before others when supply is short, lowest first.
    """
    start_afresh(session)
    calls = session.scalars(MatchCall.open_calls().with_for_update(skip_locked=True)).all()
    products = {call.product_id for call in calls}
    if not products:
        return 0
    products = with_substitutes(session, sharing(session, products))
    orders = _lock_waiting_orders(session, products)
    lines = _lock_waiting_lines(session, orders, products)
    _read_along(session, orders)
    lots = _lock_ready_lots(session, lines)
    waiting = [line for line in lines if now < line.cut_off_at]
    outcome = _decide(session, lots, waiting, Rules(ranks or {}), now)
    offers = _offer(session, lots, waiting, outcome, now)
    asked = [offer for offer in offers if not offer.lot.member.auto_accepts]
    taken = [offer for offer in offers if offer.lot.member.auto_accepts]
    for offer in taken:
        offer.accept_by_setting(now)
    _keep_lacks(waiting, outcome)
    _release_broken_wholes(session, lines, now)
    for call in calls:
        call.answered_at = now
    session.flush()
    owe_offers(session, asked, now)
    owe_promises(session, taken, now)
    for order in orders:
        report(session, order, now)
    return len(calls)


def _lock_waiting_orders(session: Session, products: set[int]) -> list[Order]:
    waiting = (
        select(Order.id)
        .join(OrderLine)
        .where(
            Order.state == OrderState.OPEN,
            OrderLine.state == LineState.OPEN,
            OrderLine.reserved < OrderLine.quantity,
            OrderLine.product_id.in_(products),
        )
    )
    orders = lock_rows(session, Order, session.scalars(waiting))
    return [order for order in orders if order.state == OrderState.OPEN]


def _lock_waiting_lines(
    session: Session, orders: list[Order], products: set[int]
) -> list[OrderLine]:
    ids = select(OrderLine.id).where(
        OrderLine.order_id.in_([order.id for order in orders]),
        OrderLine.product_id.in_(products),
        OrderLine.state == LineState.OPEN,
    )
    lines = lock_rows(session, OrderLine, session.scalars(ids))
    return [line for line in lines if line.state == LineState.OPEN and line.missing]


def _read_along(session: Session, orders: list[Order]) -> None:
    """What is looked at in every order, in one go instead of order by order."""
    lines = selectinload(Order.lines)
    parts = lines.selectinload(OrderLine.allocations)
    instead = lines.selectinload(OrderLine.all_substitutes)
    query = select(Order).where(Order.id.in_([order.id for order in orders]))
    session.scalars(query.options(parts, instead, selectinload(Order.buyer))).all()


def _lock_ready_lots(session: Session, lines: list[OrderLine]) -> list[Lot]:
    if not lines:
        return []
    ready = select(Lot.id).where(
        Lot.product_id.in_({kin for line in lines for kin in sent_for(line)}),
        Lot.state == LotState.OPEN,
        Lot.reserved < Lot.quantity,
        Lot.available_until >= min(line.order.delivery_day for line in lines),
    )
    # Lots that a broken whole may give back are locked along, or ids would be locked out of order.
    wholes = [line for line in lines if not line.order.part_is_fine]
    held = {a.lot_id for line in wholes for a in line.allocations if a.is_live}
    lots = lock_rows(session, Lot, held.union(session.scalars(ready)))
    # Whoever has blocked us would hear of no offer.
    return [lot for lot in lots if lot.state == LotState.OPEN and not lot.member.blocked_at]


def _decide(
    session: Session, lots: list[Lot], lines: list[OrderLine], rules: Rules, now: datetime
) -> Outcome:
    rules = Rules(rules.ranks, rules.weights, _sold_lately(session, lots, now))
    return decide(rooms(session, lots, lines), lots, lines, rules, now)


def _sold_lately(session: Session, lots: list[Lot], now: datetime) -> dict[Goods, int]:
    goods = (Lot.producer_group_id, Lot.product_id, Lot.measure)
    sums = (
        select(*goods, func.sum(Allocation.quantity))
        .join(Lot, Allocation.lot_id == Lot.id)
        .where(
            Lot.product_id.in_({lot.product_id for lot in lots}),
            Allocation.state.in_(LIVE),
            Allocation.offered_at >= now - LATELY,
        )
        .group_by(*goods)
    )
    if len({lot.producer_group_id for lot in lots}) < 2:
        return {}
    return {(group, kin, measure): total for group, kin, measure, total in session.execute(sums)}


def _offer(
    session: Session, lots: list[Lot], lines: list[OrderLine], outcome: Outcome, now: datetime
) -> list[Allocation]:
    by_lot, by_line = {lot.id: lot for lot in lots}, {line.id: line for line in lines}
    offers = []
    for grant in outcome.grants:
        line = by_line[grant.line_id]
        until = answer_by(now, line.cut_off_at)
        reason = reason_facts(grant.reason) if grant.reason else None
        lot = by_lot[grant.lot_id]
        offer = Allocation.offer(
            session, lot, line, grant.quantity, until, now, reason, consent_to(lot, line)
        )
        offers.append(offer)
    return offers


def _keep_lacks(lines: list[OrderLine], outcome: Outcome) -> None:
    """Why a line is not served in full, to be told when its buyer asks."""
    lacks = {unmet.line_id: unmet for unmet in outcome.unmet}
    for line in lines:
        unmet = lacks.get(line.id)
        line.lack = shortage_facts(unmet.shortage, unmet.missing) if unmet else None


def _release_broken_wholes(session: Session, lines: list[OrderLine], now: datetime) -> None:
    """A buyer who wants all or nothing gets nothing when a refused part cannot be replaced."""
    broken = [line for line in lines if not line.order.part_is_fine and line.missing]
    live = [a for line in broken for a in line.allocations if a.is_live]
    if live:
        cancel_allocations(session, live, now, why="not_whole")
