"""Which conversation or view a sentence asks for, where what is there already decides it too."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import Desk
from bot.language.commands import is_not_wanted
from bot.language.reading import Reading
from handlers import day, front, not_wanted, reply, why_not
from handlers.buyer_kinds import says_order
from handlers.change_order import is_too
from handlers.orders_meant import changeable, just_placed, orders_of
from handlers.standing import routing as standing
from handlers.substitutes import meant as substitutes
from handlers.why.asked import is_asked
from models.lot import Lot


def by_sentence(reading: Reading, desk: Desk) -> str | None:
    """The name of it, or None when nothing is asked for."""
    if is_asked(reading) and (desk.member.may_buy or desk.member.may_sell):
        return "why"
    if desk.member.is_staff and says_order(reading.text):
        return "priority"
    if desk.member.may_buy:
        found = standing.by_sentence(reading, desk) or substitutes.conversation_for(reading, desk)
        found = found or _of_orders(reading, desk)
    else:
        found = _of_stock(reading, desk) if desk.member.may_sell else None
    if desk.member.is_staff and day.asked_days(reading.text, desk):
        return day.VIEW.name
    return found or not_wanted.by_sentence(reading, desk) or front.by_sentence(reading, desk)


def _of_orders(reading: Reading, desk: Desk) -> str | None:
    """Changes to orders that are placed."""
    if reading.intent == "cancel" and not is_not_wanted(reading.text, desk.catalogue):
        return "cancel_line" if reading.items else "cancel_order"
    if reading.intent != "order":
        return None
    if reading.action == "reschedule":
        return "move_order"
    if is_too(reading) and just_placed(desk):
        return "add_lines"
    if reading.action == "add" and reading.items and _has_order(reading, desk):
        return "add_lines"
    if reading.action == "change" and _is_ordered(reading, desk):
        return "change_order" if any(item.price for item in reading.items) else "change_lines"
    return None


def _has_order(reading: Reading, desk: Desk) -> bool:
    """Whether there is one to add to, or one was meant and has to be missed."""
    days = [order.delivery_day for order in changeable(desk)]
    return reading.of_order or (bool(days) and reading.date in (None, *days))


def _is_ordered(reading: Reading, desk: Desk) -> bool:
    if reading.of_order:
        return True
    ordered = {line.product_id for order in orders_of(desk) for line in order.open_lines}
    said = {item.product_id for item in reading.items} | set(reading.removed)
    return not said.isdisjoint(ordered)


def _of_stock(reading: Reading, desk: Desk) -> str | None:
    """Answers to offers, and changes to what is on offer."""
    if reply.is_meant(reading, desk):
        return "reply"
    if why_not.says_why(reading.text, desk):
        return why_not.TAP.name
    if reading.order_number is not None and reading.intent in ("unknown", "confirm", "cancel"):
        return "offers"
    if reading.action == "zero" or _takes_out(reading):
        return "withdraw"
    if reading.intent != "post_stock":
        return None
    priced = any(item.price for item in reading.items)
    counted = any(item.quantity for item in reading.items)
    if reading.action == "change" and reading.items and not reading.removed:
        return "edit_price" if priced and not counted else _new_amount(priced)
    is_left = reading.left and reading.action is None and not priced
    return "edit_quantity" if is_left and _is_on_offer(reading, desk) else None


def _new_amount(priced: bool) -> str:
    """Both at once are two conversations: the goods are shown, with a button for each."""
    return "my_stock" if priced else "edit_quantity"


def _takes_out(reading: Reading) -> bool:
    is_cancel = reading.intent == "cancel" and reading.action in (None, "remove")
    return is_cancel and bool(reading.items) and reading.order_number is None


def _is_on_offer(reading: Reading, desk: Desk) -> bool:
    lots: Sequence[Lot] = desk.session.scalars(Lot.of_member(desk.member.id, desk.today)).all()
    return {item.product_id for item in reading.items} <= {lot.product_id for lot in lots}
