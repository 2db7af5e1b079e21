"""What a week came to, read from the market's database and from LINE's counter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.allocation import Allocation
from models.audit import audit
from models.inbox import InboxEvent, ReplyState
from models.lot import Lot
from models.order import Order
from models.order_line import LineState, OrderLine
from models.outbox import Letter
from models.standing.days import StandingDay
from week.market import Market
from week.talk import Diary

KILOGRAM = "กก."


@dataclass(frozen=True, slots=True)
class Figures:
    """asked, got: thousandths of a measure; paid_for: satang for what was promised in kilograms;
    shares: for each kitchen the mean share its lines got; incomes: of producers and of groups, the
    part of what they offered that was sold, by worth."""

    orders: int
    lines: int
    full: int
    asked: Mapping[str, int]
    got: Mapping[str, int]
    paid_for: int
    shares: Sequence[float]
    incomes: Sequence[float]
    group_incomes: Sequence[float]
    answers: Mapping[str, int]
    parts: int
    silences: int
    standing_orders: int
    paid: int
    replies: int
    said: int
    broken: Sequence[str]
    violations: Sequence[str]


def measure(market: Market, diary: Diary) -> Figures:
    with market.house.reading() as session:
        lines = _lines(session)
        allocations = session.scalars(select(Allocation)).all()
        promised = [a for a in allocations if a.is_promised]
        kilos = [a for a in promised if a.line.measure == KILOGRAM]
        return Figures(
            orders=len({line.order_id for line in lines}),
            lines=len(lines),
            full=sum(1 for line in lines if line.promised >= line.quantity),
            asked=_sums((line.measure, line.quantity) for line in lines),
            got=_sums((line.measure, line.promised) for line in lines),
            paid_for=sum(a.total for a in kilos),
            shares=_shares(lines),
            incomes=_incomes(session, promised, by_group=False),
            group_incomes=_incomes(session, promised, by_group=True),
            answers=Counter(str(a.state) for a in allocations),
            parts=sum(1 for a in allocations if a.short),
            silences=_silences(session),
            standing_orders=_standing_orders(session),
            paid=market.line.paid() - diary.paid,
            replies=_replies(session, diary),
            said=diary.said.total(),
            broken=list(diary.broken),
            violations=[f"{v.invariant}: {v.about}" for v in audit(session, market.clock())],
        )


def _lines(session: Session) -> Sequence[OrderLine]:
    """All that was asked for and not taken back."""
    parts = (
        selectinload(OrderLine.allocations),
        selectinload(OrderLine.order).selectinload(Order.buyer),
    )
    kept = OrderLine.state != LineState.CANCELLED
    return session.scalars(
        select(OrderLine).where(kept).options(*parts).order_by(OrderLine.id)
    ).all()


def _sums(amounts: Iterable[tuple[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for measure, quantity in amounts:
        total[measure] += quantity
    return dict(sorted(total.items()))


def _shares(lines: Iterable[OrderLine]) -> list[float]:
    by_kitchen: dict[int, list[float]] = defaultdict(list)
    for line in lines:
        by_kitchen[line.order.buyer_id].append(min(1.0, line.promised / line.quantity))
    return sorted(sum(shares) / len(shares) for shares in by_kitchen.values())


def _incomes(session: Session, promised: Iterable[Allocation], *, by_group: bool) -> list[float]:
    def of(lot: Lot) -> int:
        return lot.producer_group_id if by_group else lot.member_id

    offered: Counter[int] = Counter()
    earned: Counter[int] = Counter()
    for lot in session.scalars(select(Lot).order_by(Lot.id)):
        offered[of(lot)] += lot.price.total(lot.quantity)
    for allocation in promised:
        earned[of(allocation.lot)] += allocation.total
    return sorted(earned[who] / worth for who, worth in offered.items() if worth)


def _silences(session: Session) -> int:
    """Each is told to all staff: the letters' keys differ in whom they are for."""
    keys = session.scalars(select(Letter.key).where(Letter.kind == "silent"))
    return len({key.rpartition(":")[0] for key in keys})


def _standing_orders(session: Session) -> int:
    made = select(func.count()).select_from(StandingDay).where(StandingDay.order_id.is_not(None))
    return session.scalar(made) or 0


def _replies(session: Session, diary: Diary) -> int:
    replied = (InboxEvent.reply_state == ReplyState.SENT, InboxEvent.received_at >= diary.began)
    sent = select(func.count()).select_from(InboxEvent).where(*replied)
    return session.scalar(sent) or 0


def gini(values: Sequence[float]) -> float:
    """0 when all have the same, near 1 when one has everything; 0 of nothing.

    Source: C. Gini, 'Variabilità e mutabilità' (1912), in the form for sorted values.
    """
    ranked, total = sorted(values), sum(values)
    if not total:
        return 0.0
    weighted = sum(place * value for place, value in enumerate(ranked, 1))
    number = len(ranked)
    return (2 * weighted) / (number * total) - (number + 1) / number
