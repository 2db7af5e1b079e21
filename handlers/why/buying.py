"""A purchaser asks why an order got what it got."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot import texts
from bot.conversation import Desk
from bot.messages import Action, Message, say, tap, text
from handlers.orders_meant import orders_of, with_day
from handlers.why import telling
from handlers.why.asked import order_of, products_of
from models.order import Order
from models.order_line import OrderLine


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    orders = _orders(about, desk)
    if not orders:
        words = texts.WHY_NO_ORDER if "order" in about else texts.MY_ORDERS_EMPTY
        return [text(words, [say(texts.MENU_ORDERS), say(texts.MENU_BUY)])]
    lines = [line for order in orders for line in order.open_lines]
    products = products_of(about, [line.product for line in lines])
    meant = [line for line in lines if not products or line.product_id in products]
    if not meant:
        names = " ".join(desk.catalogue.product(product).name for product in sorted(products))
        words = texts.WHY_NOT_ORDERED.format(product=names)
        return [text(words, [say(texts.MENU_ORDERS), say(texts.MENU_BUY)])]
    return _answer([line for line in meant if line.missing] or meant, products, desk)


def _orders(about: Mapping[str, str], desk: Desk) -> list[Order]:
    """Those the words are about; one that was named may be over."""
    if "order" in about:
        named = desk.session.get(Order, order_of(about) or 0)
        mine = named is not None and named.buyer_id == desk.member.buyer_id
        return [named] if named is not None and mine and named.open_lines else []
    mine_open = [order for order in orders_of(desk) if order.open_lines]
    that_day = [o for o in mine_open if o.delivery_day.isoformat() == about.get("day")]
    return that_day or mine_open


def _answer(lines: Sequence[OrderLine], products: set[int], desk: Desk) -> list[Message]:
    """Of the newest order; which one is asked when a product was named that several have."""
    orders = sorted({line.order for line in lines}, key=lambda order: -order.id)
    if products and len(orders) > 1:
        return [text(texts.WHICH_ORDER, [_button(order) for order in orders])]
    newest, *others = orders
    mine = [line for line in lines if line.order is newest]
    told = [with_day(newest, desk)]
    told += [words for line in mine for words in telling.of_line(line, desk.now)]
    choices = [_button(order) for order in others if any(_short(order))]
    if not any(_short(newest)):
        told.append(texts.WHY_NOTHING_SHORT)
        choices.append(say(texts.TALK_TO_STAFF))
    return [text("\n".join(told), [*choices, say(texts.MENU_ORDERS)])]


def _short(order: Order) -> list[OrderLine]:
    return [line for line in order.open_lines if line.missing]


def _button(order: Order) -> Action:
    words = texts.WHY_OF_ORDER.format(number=order.number)
    return tap(words, {"go": "why", "order": str(order.id)})
