"""A match run: waiting wishes meet ready stock, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, lazyload, selectinload

from models.allocation import LIVE, Allocation
from models.calendar import answer_by
from models.cancelling import cancel_allocations
from models.capacity import rooms, sharing
from models.catalogue import Product
from models.lacks import keep_lacks
from models.locking import lock_ids, lock_rows, start_afresh
from models.lot import Lot, LotState
from models.matchcall import MatchCall
from models.matching import Goods, Outcome, Rules
from models.news import owe_offers, owe_promises, report
from models.order import Order, OrderState
from models.order_line import LineState, OrderLine
from models.priority import ranks
from models.reasons import reason_facts
from models.rounds import consent_to, decide, sent_for
from models.substituting import with_substitutes

# What a group has sold in this time counts when income is spread.
LATELY = timedelta(days=28)


def match(session: Session, now: datetime) -> int:
    """Answer the open match calls: allocate, write offers and results. Gives their number."""
    start_afresh(session)
    calls = session.scalars(MatchCall.open_calls().with_for_update(skip_locked=True)).all()
    products = {call.product_id for call in calls}
    if not products:
        return 0
    products = with_substitutes(session, sharing(session, products))
    orders = _lock_waiting_orders(session, products)
    lines = _waiting_lines(orders, products)
    lots = _lock_ready_lots(session, lines)
    waiting = [line for line in lines if now < line.cut_off_at]
    outcome = _decide(session, lots, waiting, now)
    offers = _offer(session, lots, waiting, outcome, now)
    asked = [offer for offer in offers if not offer.lot.member.auto_accepts]
    taken = [offer for offer in offers if offer.lot.member.auto_accepts]
    for offer in taken:
        offer.accept_by_setting(now)
    keep_lacks(session, waiting, outcome, now)
    session.flush()
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
    """Orders with a line that waits for one of the goods, and these lines; read once, then."""
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
    locked = lock_ids(session, Order, session.scalars(waiting))
    lines = select(OrderLine.id).where(
        OrderLine.order_id.in_(locked),
        OrderLine.product_id.in_(products),
        OrderLine.state == LineState.OPEN,
    )
    lock_ids(session, OrderLine, session.scalars(lines))
    return [order for order in _read(session, locked) if order.state == OrderState.OPEN]


def _read(session: Session, order_ids: list[int]) -> Sequence[Order]:
    """With all that is looked at in every order, in one go instead of order by order."""
    parts = selectinload(Order.lines).selectinload(OrderLine.allocations)
    goods = selectinload(Order.lines).selectinload(OrderLine.product)
    instead = selectinload(Order.lines).selectinload(OrderLine.all_substitutes)
    spelling = (lazyload(Product.units), lazyload(Product.aliases))
    query = select(Order).where(Order.id.in_(order_ids)).order_by(Order.id)
    query = query.options(parts, instead, goods.options(*spelling), selectinload(Order.buyer))
    return session.scalars(query.execution_options(populate_existing=True)).all()


def _waiting_lines(orders: list[Order], products: set[int]) -> list[OrderLine]:
    lines = (line for order in orders for line in order.open_lines if line.missing)
    wanted = [line for line in lines if line.product_id in products]
    return sorted(wanted, key=lambda line: line.id)


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


def _decide(session: Session, lots: list[Lot], lines: list[OrderLine], now: datetime) -> Outcome:
    rules = Rules(ranks(session), sold=_sold_lately(session, lots, now))
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


def _release_broken_wholes(session: Session, lines: list[OrderLine], now: datetime) -> None:
    """A buyer who wants all or nothing gets nothing when a refused part cannot be replaced."""
    broken = [line for line in lines if not line.order.part_is_fine and line.missing]
    live = [a for line in broken for a in line.allocations if a.is_live]
    if live:
        cancel_allocations(session, live, now, why="not_whole")
