"""Staff watch the day: order by order what comes, what is short, and whom to call about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from bot import texts, thai
from bot.cards import GREEN, ORANGE, Card, Row, cards
from bot.conversation import Desk, View
from bot.language.answers import read_date_range
from bot.language.normalize import normalize
from bot.language.reading import Reading
from bot.messages import Message, say, text, with_choices
from bot.said import Said
from handlers.deliveries import sent_as
from handlers.front import menu
from handlers.roles import only_staff
from models.allocation import Allocation
from models.helpcall import HelpCall
from models.lot import Lot
from models.order import Order
from models.order_line import OrderLine
from models.people import Member, Standing

OF_DAYS = re.compile(
    "(?:(?:ขอ|ขอดู|ดู)? ?สรุป(?:งาน|ยอด|ออเดอร์|คำสั่งซื้อ|รายการ|ของ|ตลาด)*|ขาดอะไร(?:บ้าง)?)"
    " ?((?:วัน|ของวัน)?.+)"
)
AHEAD = timedelta(days=7)
_LINES = selectinload(Order.lines)
_PARTS = _LINES.selectinload(OrderLine.allocations)
# With all that is shown of them, in few queries however many orders there are.
WHOLE = (
    selectinload(Order.buyer),
    selectinload(Order.member),
    _LINES.selectinload(OrderLine.product),
    _PARTS.selectinload(Allocation.lot).selectinload(Lot.member),
)


def asked_days(words: str, desk: Desk) -> tuple[date, date] | None:
    """First and last day of "สรุปมะรืน", "ขอสรุปออเดอร์วันที่ 28"; None when it is no such wish."""
    found = OF_DAYS.match(normalize(words))
    return read_date_range(found[1], desk.today) if found and desk.member.is_staff else None


def hear(reading: Reading, said: Said, desk: Desk) -> Mapping[str, str]:
    days = asked_days(reading.text, desk)
    return {} if days is None else {"from": days[0].isoformat(), "to": days[1].isoformat()}


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    """about: from and to, ISO days; the next seven without."""
    first, last = desk.today, desk.today + AHEAD
    if "from" in about:
        first, last = date.fromisoformat(about["from"]), date.fromisoformat(about["to"])
    orders = desk.session.scalars(Order.between(first, last).options(*WHOLE)).all()
    days = groupby(orders, key=lambda order: order.delivery_day)
    shown = [_card(list(some), desk) for _, some in days]
    nothing = texts.NO_ORDERS_AHEAD
    if "from" in about:
        nothing = texts.NO_ORDERS_ON.format(day=thai.near_day(first, desk.today))
    messages = cards(shown, texts.MENU_DAY) if shown else [text(nothing)]
    waiting = _waiting(desk)
    messages += [text(waiting)] if waiting else []
    choices = [say(texts.MENU_CALLS), *menu(desk)]
    return [*messages[:-1], with_choices(messages[-1], choices)]


def _card(orders: Sequence[Order], desk: Desk) -> Card:
    """One day's deliveries; orange when something is short or not yet answered."""
    day = texts.DELIVER.format(day=thai.near_day(orders[0].delivery_day, desk.today))
    rows = [_row(order, desk) for order in orders]
    short = sum(bool(_gaps(order, desk)) for order in orders)
    lead = texts.DAY_SHORT.format(count=short) if short else texts.DAY_COMPLETE
    count = texts.DAY_ORDERS.format(count=len(orders))
    return Card(day, rows, subtitle=count, lead=lead, color=ORANGE if short else GREEN)


def _row(order: Order, desk: Desk) -> Row:
    gaps = _gaps(order, desk)
    who = texts.DAY_BUYER.format(name=order.member.name or "-", phone=order.member.phone or "-")
    note = "\n".join([order.buyer.name, who, *gaps])
    done = len(order.open_lines) - sum(1 for line in order.open_lines if _is_open(line))
    value = texts.DAY_LINES.format(done=done, all=len(order.open_lines))
    return Row(order.number, value, note, strong=bool(gaps))


def _is_open(line: OrderLine) -> bool:
    return line.promised < line.quantity


def _gaps(order: Order, desk: Desk) -> list[str]:
    return [gap for line in order.open_lines if _is_open(line) for gap in _gap(line, desk)]


def _gap(line: OrderLine, desk: Desk) -> Iterator[str]:
    """What nobody has promised yet: who is being asked, and what nobody is."""
    for part in line.allocations:
        if part.is_offered:
            yield texts.DAY_ASKED.format(
                product=sent_as(part),
                amount=thai.amount(part.amount),
                name=part.lot.member.name or "-",
                phone=part.lot.member.phone or "-",
                until=thai.moment(part.answer_by, desk.today),
            )
    if line.missing:
        missing = thai.amount(line.amount.with_quantity(line.missing))
        yield texts.DAY_MISSING.format(product=line.product.name, amount=missing)
        yield from dict.fromkeys(_refusal(part) for part in line.allocations if part.declined_for)


def _refusal(part: Allocation) -> str:
    why = texts.WHYS[part.declined_for or ""]
    return texts.DAY_REFUSED.format(name=part.lot.member.name or "-", why=why)


def _waiting(desk: Desk) -> str:
    """Newcomers and people who want a person, when there are any."""
    newcomers = select(func.count()).where(Member.standing == Standing.WAITING)
    calls = select(func.count()).where(HelpCall.taken_at.is_(None))
    found = {
        texts.DAY_NEWCOMERS: desk.session.scalar(newcomers),
        texts.DAY_CALLS: desk.session.scalar(calls),
    }
    return "\n".join(words.format(count=count) for words, count in found.items() if count)


VIEW = View(
    "day",
    frozenset({"สรุป", "สรุปวันนี้", "ดูวันนี้", "ภาพรวม", "งานวันนี้", "ดูตลาด", "ขาดอะไรบ้าง"}),
    show,
    only_staff,
    hear,
)
