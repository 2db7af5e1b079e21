"""The card that says what leaving days out would do, before it is done."""

from __future__ import annotations

from bot import texts, thai
from bot.cards import Card, Row
from bot.conversation import Desk
from bot.recurring import span
from handlers.orders_meant import changeable
from handlers.standing.meant import live
from handlers.standing.periods import Days
from handlers.standing.rests import Rest
from handlers.standing.showing import in_short, lines, listed
from models.order import Order
from models.standing.changing import made_within

MOST_SHOWN, FEW_SHOWN = 7, 3
MOST_ROWS = 12


def rest_card(found: list[Rest], days: Days, desk: Desk) -> Card:
    return Card(
        texts.STANDING_PAUSE_CARD,
        _rows(found, days),
        subtitle=span(*days),
        lead=lines(*dict.fromkeys(_late(rest, desk) for rest in found if rest.late)),
        foot=lines(*_consequences(found, days, desk)),
    )


def _rows(found: list[Rest], days: Days) -> list[Row]:
    """One for each that rests; where many do, less is said of each."""
    most = FEW_SHOWN if days[1] is None or len(found) > FEW_SHOWN else MOST_SHOWN
    rows = [_row(rest, most, days) for rest in found[:MOST_ROWS]]
    if len(found) > MOST_ROWS:
        rows.append(Row(texts.STANDING_MORE.format(count=len(found) - MOST_ROWS)))
    return rows


def _row(rest: Rest, most: int, days: Days) -> Row:
    note = lines(in_short(rest.standing), *_days_shown(rest, most, days))
    return Row(rest.standing.number, note=note, strong=True)


def _days_shown(rest: Rest, most: int, days: Days) -> list[str]:
    """None for a single day: the card's head says it."""
    first, last = days
    if first == last:
        return []
    shown = [thai.day(day) for day in rest.days[:most]]
    if last is None:
        return [*shown, "…"]
    left = len(rest.days) - len(shown)
    return [*shown, texts.STANDING_MISSED_MORE.format(count=left)] if left else shown


def _late(rest: Rest, desk: Desk) -> str:
    return texts.STANDING_PAUSE_LATE.format(day=thai.near_day(rest.late[0], desk.today))


def _consequences(found: list[Rest], days: Days, desk: Desk) -> list[str]:
    cancelled = [o for rest in found for o in made_within(rest.standing, days, desk.now)]
    on_days = {day for rest in found for day in rest.days}
    others = [
        order
        for order in changeable(desk)
        if order.delivery_day in on_days and order not in cancelled and not _is_made(order, desk)
    ]
    return [
        texts.STANDING_CANCELS.format(orders=listed(cancelled)) if cancelled else "",
        texts.STANDING_STAYS.format(orders=listed(others)) if others else "",
    ]


def _is_made(order: Order, desk: Desk) -> bool:
    """Whether a standing order of the kitchen made it: the one that rests, or another."""
    return any(day.order_id == order.id for standing in live(desk) for day in standing.days)
