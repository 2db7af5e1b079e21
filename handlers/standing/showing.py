"""How standing orders, their days and their made orders are written on a card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from bot import texts, thai
from bot.cards import Row, day_row
from bot.conversation import Answers, Desk
from bot.messages import shorten
from bot.recurring import repeat, until
from handlers import wishes
from models.calendar import first_delivery_day, local_day
from models.catalogue import Product
from models.cycle import Cycle
from models.holidays import SchoolHoliday
from models.order import Order
from models.people import Buyer
from models.standing.making import MADE_AHEAD
from models.standing.order import StandingOrder
from models.standing.telling import cancelled_ahead, still_to_come
from models.standing.terms import Period, Terms

NEXT = 3
MOST_LISTED = 10
SHORT = 60


def wish_rows(
    answers: Answers, terms: Terms, desk: Desk, changed: StandingOrder | None = None
) -> list[Row]:
    """Everything that is asked for, with the next deliveries it holds for."""
    endless = Row(texts.STANDING_LAST, texts.STANDING_NO_END)
    part = texts.PART_YES if answers["part"] else texts.PART_NO
    rows = [wishes.row(entry, desk) for entry in answers["items"]]
    rows += [
        Row(texts.STANDING_WHEN, repeat(terms.rule), strong=True),
        day_row(texts.STANDING_FIRST, terms.first, desk.today),
        day_row(texts.STANDING_LAST, terms.last, desk.today) if terms.last else endless,
        Row(texts.STANDING_PLACE, answers["place"]),
        Row(texts.STANDING_PART, part),
    ]
    if terms.rests or is_school(desk.member.buyer):
        rests = texts.STANDING_RESTS if terms.rests else texts.STANDING_DELIVERS
        rows.append(Row(texts.STANDING_HOLIDAYS, rests))
    days = next_changed(terms, changed, desk) if changed else next_days(terms, desk)
    return [*rows, next_row(days)]


def is_school(buyer: Buyer | None) -> bool:
    return buyer is not None and buyer.kind == "school"


def next_days(terms: Terms, desk: Desk, pauses: Iterable[Period] = ()) -> list[date]:
    holidays = SchoolHoliday.all_kept(desk.session)
    return list(islice(terms.days_from(first_delivery_day(desk.now), holidays, pauses), NEXT))


def next_changed(terms: Terms, standing: StandingOrder, desk: Desk) -> list[date]:
    """The next deliveries that new terms hold for: orders that are made stay as they are."""
    holidays, first = SchoolHoliday.all_kept(desk.session), first_delivery_day(desk.now)
    coming = terms.days_from(first, holidays, standing.open_pauses)
    return list(islice((day for day in coming if not standing.is_decided(day)), NEXT))


def next_row(days: Sequence[date]) -> Row:
    shown = "\n".join(thai.day(day) for day in days) or texts.STANDING_NO_NEXT
    return Row(texts.STANDING_NEXT, note=shown)


def next_of(standing: StandingOrder, desk: Desk) -> list[date]:
    """Its next deliveries; a day whose order was cancelled does not come again."""
    first, holidays = first_delivery_day(desk.now), SchoolHoliday.all_kept(desk.session)
    gone = {order.delivery_day for order in cancelled_ahead(standing, desk.now)}
    coming = standing.terms.days_from(first, holidays, standing.open_pauses)
    return list(islice((day for day in coming if day not in gone), NEXT))


def near(days: Sequence[date], desk: Desk) -> str:
    return thai.near_day(days[0], desk.today) if days else "-"


def made_ahead(terms: Terms, goods: Sequence[Product], desk: Desk) -> str:
    """How many days before a delivery its order is made."""
    cycle = Cycle.read(desk.session, desk.now)
    closes = min(cycle.cut_off(product, terms.first) for product in goods)
    days = (terms.first - local_day(closes - MADE_AHEAD)).days
    return texts.STANDING_AHEAD.format(days=days)


def in_short(standing: StandingOrder) -> str:
    """Its goods, as much of them as one line of a card with many holds."""
    return shorten(goods(standing), SHORT)


def goods(standing: StandingOrder) -> str:
    return " ".join(f"{line.product.name} {thai.amount(line.amount)}" for line in standing.lines)


def when(standing: StandingOrder) -> str:
    return until(standing.terms.rule, standing.terms.last)


def made_orders(standing: StandingOrder, desk: Desk) -> list[Order]:
    """Those of days to come that were made of it and not cancelled."""
    return still_to_come(standing, desk.now)


def listed(orders: Sequence[Order]) -> str:
    """OR-0003 ส่ง 27 พ.ย., one after the other; of very many the rest is counted."""
    made = texts.STANDING_MADE_ORDER
    shown = [
        made.format(number=order.number, day=thai.short_day(order.delivery_day))
        for order in orders[:MOST_LISTED]
    ]
    if len(orders) > MOST_LISTED:
        shown.append(texts.STANDING_MORE_ORDERS.format(count=len(orders) - MOST_LISTED))
    return ", ".join(shown)


def lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
