"""Which sentences of a purchaser are about standing orders."""

from __future__ import annotations

from bot.conversation import Desk
from bot.language.reading import Reading
from handlers.orders_meant import changeable
from handlers.standing.meant import live, products
from handlers.standing.rests import rests
from models.standing.order import StandingOrder

CHANGES = ("change", "add", "remove", "reschedule")


def by_sentence(reading: Reading, desk: Desk) -> str | None:
    """The name of the conversation, or None when the sentence is about something else."""
    if reading.action == "skip":
        return "pause_standing" if _comes_then(reading, live(desk), desk) else None
    if not reading.standing and reading.recurrence is None:
        return None
    if reading.intent == "cancel":
        return _of_cancel(reading, live(desk))
    if reading.intent == "order":
        mine = live(desk)
        return "change_standing" if mine and _changes(reading) else "standing_order"
    return "standing_orders" if reading.standing else None


def _comes_then(reading: Reading, mine: list[StandingOrder], desk: Desk) -> bool:
    """Whether there is something to leave out: on the days that were said, if they were."""
    wanted = {item.product_id for item in reading.items if item.product_id}
    meant = [standing for standing in mine if wanted <= products(standing)]
    if wanted and wanted <= _ordered(reading, desk) and all(products(s) - wanted for s in meant):
        return False  # one of several goods, and the order of that day is there to take it out of
    if reading.date is None or reading.standing:
        return bool(meant)
    return bool(rests(meant, (reading.date, reading.date_end or reading.date), desk))


def _ordered(reading: Reading, desk: Desk) -> set[int]:
    """The goods in orders of the day that was said."""
    orders = [o for o in changeable(desk) if reading.date in (None, o.delivery_day)]
    return {line.product_id for order in orders for line in order.open_lines}


def _of_cancel(reading: Reading, mine: list[StandingOrder]) -> str:
    """Taking out one of several goods is a change, the only one an end."""
    gone = {item.product_id for item in reading.items if item.product_id}
    left = [standing for standing in mine if gone < products(standing)]
    return "change_standing" if gone and left else "end_standing"


def _changes(reading: Reading) -> bool:
    return reading.action in CHANGES
