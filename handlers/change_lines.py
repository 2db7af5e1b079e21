"""A purchaser changes amounts in an order that is placed, or takes one thing instead of another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from bot import texts, thai
from bot.cards import Card, Row
from bot.conversation import Answers, Conversation, Desk, Refused
from bot.language.reading import Reading
from bot.messages import Message, say, text
from handlers import basket, wishes
from handlers.basket import Entry
from handlers.change_order import no_lines_moved
from handlers.history import largest_ordered
from handlers.orders_meant import meant, order_of, orders_of, too_late, which_order, with_day
from handlers.roles import only_buyers
from models.changing import OrderGone, change_lines
from models.measure import Amount
from models.order import Order
from models.order_line import CutOffPassed, OrderLine
from models.substituting import set_substitutes
from models.wanted import Wanted


def take(reading: Reading, desk: Desk) -> Answers:
    """The order and its new amounts. Raises Refused when none is meant, or it is too late."""
    said = {item.product_id for item in reading.items if item.product_id} | set(reading.removed)
    ids = _orders_with(said, reading, desk)
    lines = [line for order in orders_of(desk) if order.id in ids for line in order.open_lines]
    items = take_items(reading, desk).get("items", [])
    found: Answers = {"order": ids[0]} if len(ids) == 1 else {"order": None, "orders": ids}
    gone = [
        product for product in reading.removed if product in {line.product_id for line in lines}
    ]
    return {**found, "gone": gone, "items": [_filled(entry, lines) for entry in items]}


def _orders_with(products: Collection[int], reading: Reading, desk: Desk) -> list[int]:
    """Those that are meant and have them; all that are meant when none has."""
    found = meant(reading, desk)
    ids = found.get("orders") or [found["order"]]
    having = [order for order in orders_of(desk) if _asks_for(order, products)]
    is_said = reading.of_order or reading.order_number is not None or reading.date is not None
    if having and not is_said and all(order.id not in ids for order in having):
        raise too_late(CutOffPassed(having[0].cut_off_at), desk)
    return [order.id for order in having if order.id in ids] or ids


def _asks_for(order: Order, products: Collection[int]) -> bool:
    return any(line.product_id in products for line in order.open_lines)


def take_items(reading: Reading, desk: Desk) -> Answers:
    """ "ลดคะน้า 2 โล" says by how much, "ลดคะน้าเหลือ 2 โล" how much it then is."""
    taken = basket.take(reading, desk)
    by = "ลด" in reading.text and not any(word in reading.text for word in ("เหลือ", "เป็น"))
    if by and reading.action == "change":
        taken["items"] = [{**entry, "less": True} for entry in taken.get("items", [])]
    return taken


def _filled(entry: Entry, lines: Sequence[OrderLine]) -> Entry:
    """A number without a unit is in the unit that was ordered, where that is one."""
    mine = [line for line in lines if entry.get("product") in (None, line.product_id)]
    if not entry.get("product") and not entry.get("raw") and len(mine) == 1:
        entry = {**entry, "product": mine[0].product_id}
    units = {line.unit for line in mine if line.product_id == entry.get("product")}
    is_bare = entry.get("number") and not entry.get("unit") and not entry.get("odd_unit")
    return {**entry, "unit": units.pop()} if is_bare and len(units) == 1 else entry


def show(answers: Answers, desk: Desk) -> Card:
    order = order_of(answers, desk)
    wanted = _wanted(answers, order, desk)
    rows = [_row(wish, order, desk) for wish in wanted]
    for product in answers["gone"]:
        lines = _lines(order, product)
        if lines:
            rows.append(Row(lines[0].product.name, texts.NOT_WANTED, _before(lines), strong=True))
    if not answers["gone"] and all(_is_so(wish, order) for wish in wanted):
        said = " ".join(f"{wish.product.name} {thai.amount(wish.amount)}" for wish in wanted)
        raise Refused(texts.IS_SO_ALREADY.format(number=order.number, what=said))
    foot = "\n".join(dict.fromkeys(_consequences(wanted, answers["gone"], order)))
    return Card(texts.CHANGE_CARD, rows, subtitle=with_day(order, desk), foot=foot)


def _wanted(answers: Answers, order: Order, desk: Desk) -> list[Wanted]:
    """The new totals. Raises Refused for what cannot be taken off, or another price."""
    found = []
    for entry in answers["items"]:
        wish = wishes.wanted(entry, desk)
        lines = _lines(order, wish.product.id)
        if lines and wish.most and wish.most != lines[-1].most:
            raise Refused(texts.CHANGE_LINE_HOW)
        if entry.get("less"):
            wish = replace(wish, amount=_less(wish, lines))
        found.append(wish)
    return found


def _less(wish: Wanted, lines: Sequence[OrderLine]) -> Amount:
    alike = [line for line in lines if line.measure == wish.amount.measure]
    left = sum(line.quantity for line in alike) - wish.amount.quantity
    if left <= 0:
        before = _before(lines) or texts.NOT_IN_ORDER
        raise Refused(texts.TOO_MUCH_LESS.format(product=wish.product.name, before=before))
    return wish.amount.with_quantity(left)


def _lines(order: Order, product_id: int) -> list[OrderLine]:
    return [line for line in order.open_lines if line.product_id == product_id]


def _before(lines: Iterable[OrderLine]) -> str:
    amounts = " ".join(thai.amount(line.amount) for line in lines)
    return texts.AMOUNT_BEFORE.format(amount=amounts) if amounts else ""


def _row(wish: Wanted, order: Order, desk: Desk) -> Row:
    notes = [_before(_lines(order, wish.product.id)) or texts.NOT_IN_ORDER]
    notes += wishes.notes_of(wish.product, wish.substitutes, wish.amount.measure, desk)
    return Row(wish.product.name, thai.amount(wish.amount), "\n".join(notes), strong=True)


def _is_so(wish: Wanted, order: Order) -> bool:
    lines = _lines(order, wish.product.id)
    others = wish.substitutes
    alike = all(
        line.measure == wish.amount.measure and others in (None, line.substituted_by)
        for line in lines
    )
    return alike and sum(line.quantity for line in lines) == wish.amount.quantity


def _consequences(wanted: Iterable[Wanted], gone: Iterable[int], order: Order) -> Iterable[str]:
    """What becomes of what producers have promised, and of what is new."""
    for wish in wanted:
        lines = _lines(order, wish.product.id)
        before, promised = _sums(lines, wish.amount.measure)
        if wish.amount.quantity < promised:
            yield texts.CUTS_PROMISE
        elif wish.amount.quantity > before:
            yield texts.ASKS_FOR_MORE
            if not order.part_is_fine and promised:
                yield texts.KEEPS_WHOLE
    if any(line.promised for product in gone for line in _lines(order, product)):
        yield texts.CUTS_PROMISE


def _sums(lines: Iterable[OrderLine], measure: str) -> tuple[int, int]:
    alike = [line for line in lines if line.measure == measure]
    return sum(line.quantity for line in alike), sum(line.promised for line in alike)


def done(answers: Answers, desk: Desk) -> list[Message]:
    order = order_of(answers, desk)
    wanted = _wanted(answers, order, desk)
    try:
        order = change_lines(desk.session, order.id, wanted, desk.now, answers["gone"])
    except CutOffPassed as passed:
        raise too_late(passed, desk) from None
    except OrderGone:
        raise Refused(texts.NO_SUCH_ORDER) from None
    for wish in wanted:
        if wish.substitutes is not None:
            for line in _lines(order, wish.product.id):
                set_substitutes(desk.session, line.id, wish.substitutes, desk.now)
    seeks = any(line.missing for line in order.open_lines)
    words = texts.CHANGED_AND_SOUGHT if seeks else texts.CHANGED
    return [text(words.format(number=order.number), [say(texts.MENU_ORDERS)])]


CONVERSATION = Conversation(
    name="change_lines",
    title=texts.CHANGE_TITLE,
    words=frozenset(),
    refuse=only_buyers,
    take=take,
    more=basket.more(take_items, "order", no_lines_moved),
    questions=[
        which_order(),
        *basket.questions(sells=False, likely=wishes.likely, take=take_items),
        basket.doubt_question(largest_ordered),
    ],
    card=show,
    done=done,
)
