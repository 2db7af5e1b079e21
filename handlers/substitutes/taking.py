"""A purchaser agrees to what is proposed for a line that is short: so much, at this price."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import texts, thai
from bot.cards import Card, Row
from bot.conversation import Answers, Conversation, Desk, Refused, Tap
from bot.language.reading import Reading
from bot.messages import Message, say, text
from handlers.orders_meant import changeable, too_late, with_day
from handlers.roles import only_buyers
from handlers.row_ids import row_id
from handlers.substitutes.meant import among, line_of, offered_in, replaceable, which_line
from models.catalogue import Product
from models.changing import OrderGone
from models.measure import Price
from models.order_line import CutOffPassed, OrderLine
from models.proposing import propose
from models.substituting import NothingLeft, agree


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    line, product = (row_id(about.get(key, "")) for key in ("line", "product"))
    return {"line": line, "product": product} if line and product else {}


def take(reading: Reading, desk: Desk) -> Answers:
    (product,) = offered_in(reading)
    return {**among(replaceable(reading, desk)), "product": product}


def show(answers: Answers, desk: Desk) -> Card:
    """What is there now; it is what a yes is to. Raises Refused when nothing is."""
    line = line_of(answers, desk)
    offer = _offer(answers, line, desk)
    answers["offer"] = offer
    price = Price(offer["satang"], offer["unit"], offer["factor"])
    worth = texts.TAKE_WORTH.format(price=thai.price(price), total=thai.baht(offer["total"]))
    amount = thai.amount(line.amount.with_quantity(offer["quantity"]))
    order = with_day(line.order, desk)
    return Card(
        texts.TAKE_CARD,
        [Row(_product(answers, desk).name, amount, worth, strong=True)],
        subtitle=texts.TAKE_FOR.format(wished=line.product.name, order=order),
        foot=texts.TAKE_FOOT,
    )


def _offer(answers: Answers, line: OrderLine, desk: Desk) -> dict[str, Any]:
    """As it was shown first, so that a yes is to what was seen."""
    if "offer" in answers:
        return dict(answers["offer"])
    found = propose(desk.session, line, desk.now, _product(answers, desk))
    if found is None or line.substitutes:
        raise _gone(answers, line, desk)
    return {
        "quantity": found.quantity,
        "satang": found.price.satang,
        "unit": found.price.unit,
        "factor": found.price.factor,
        "total": found.total,
    }


def _product(answers: Answers, desk: Desk) -> Product:
    return desk.session.get_one(Product, answers["product"])


def _gone(answers: Answers, line: OrderLine, desk: Desk) -> Refused:
    product, wished = _product(answers, desk).name, line.product.name
    return Refused(
        texts.SUBSTITUTE_GONE.format(product=product, wished=wished),
        choices=[say(texts.MENU_ORDERS)],
    )


def done(answers: Answers, desk: Desk) -> list[Message]:
    line, offer = line_of(answers, desk), answers["offer"]
    most = Price(offer["satang"], offer["unit"], offer["factor"])
    try:
        agree(desk.session, line.id, answers["product"], offer["quantity"], most, desk.now)
    except NothingLeft:
        raise _gone(answers, line, desk) from None
    except CutOffPassed as passed:
        raise too_late(passed, desk) from None
    except OrderGone:
        raise Refused(texts.NO_SUCH_ORDER) from None
    said = texts.TAKEN.format(
        product=_product(answers, desk).name,
        amount=thai.amount(line.amount.with_quantity(offer["quantity"])),
        wished=line.product.name,
        number=line.order.number,
    )
    return [text(said, [say(texts.MENU_ORDERS)])]


def not_taken(about: Mapping[str, str], desk: Desk) -> list[Message]:
    """Nothing happens, as nothing was reserved."""
    return [text(texts.NOT_TAKEN, [say(texts.MENU_ORDERS)])]


def _is_short(desk: Desk) -> bool:
    if not desk.member.may_buy:
        return False
    return any(line.missing for order in changeable(desk) for line in order.open_lines)


CONVERSATION = Conversation(
    name="take_substitute",
    title=texts.TAKE_TITLE,
    words=frozenset(),
    refuse=only_buyers,
    begin=begin,
    take=take,
    questions=[which_line()],
    card=show,
    done=done,
    no=texts.TAKE_NO,
    dropped=texts.NOT_TAKEN,
    own=frozenset({texts.TAKE_NO}),
)
NO = Tap("no_substitute", not_taken, frozenset({texts.TAKE_NO, "ไม่เอาแทน"}), _is_short)
