"""What kitchens want and nobody offers yet; one tap starts posting it."""

from __future__ import annotations

from collections.abc import Mapping

from bot import texts, thai
from bot.cards import MOST_BUBBLES, Card, Row, cards
from bot.conversation import Desk, View
from bot.messages import Message, say, tap, text, with_choices
from handlers.roles import only_producers
from models.demand import Demand, Span, demand
from models.measure import THOUSAND, Amount

_ASKED = (
    *("ตลาดต้องการอะไร", "ตลาดต้องการของอะไร", "ตลาดอยากได้อะไร", "ตลาดขาดอะไร", "ของขาดตลาด"),
    *("ครัวต้องการอะไร", "ครัวอยากได้อะไร", "ครัวขาดอะไร", "มีครัวต้องการอะไร", "มีใครต้องการอะไร"),
    *("ใครต้องการอะไร", "ขายอะไรดี", "ลงอะไรดี", "ปลูกอะไรดี", "ของที่ครัวต้องการ", "ความต้องการตลาด"),
)
_MORE = ("", "บ้าง", "มั่ง", "แน่", "แหน่")
_ENDINGS = ("", "คะ", "ค่ะ", "ครับ", "คับ", "จ๊ะ", "น้อ", "นะ")
WORDS = frozenset(
    asked + more + gap + end
    for asked in _ASKED
    for more in _MORE
    for end in _ENDINGS
    for gap in ("", " ")
)


def refuse(desk: Desk) -> str | None:
    return None if desk.member.is_staff else only_producers(desk)


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    sells = desk.member.may_sell
    wanted = demand(desk.session, desk.now, desk.member.producer_group_id)
    if not wanted:
        return [
            text(texts.NO_DEMAND, [say(texts.MENU_SELL)])
            if sells
            else text(texts.NO_DEMAND_FOR_STAFF)
        ]
    messages = cards([_card(each, desk) for each in wanted[:MOST_BUBBLES]], texts.DEMAND_TITLE)
    if len(wanted) > MOST_BUBBLES:
        messages.append(text(texts.MORE_DEMAND.format(count=len(wanted) - MOST_BUBBLES)))
    return [*messages[:-1], with_choices(messages[-1], [say(texts.MENU_SELL)] if sells else [])]


def _card(wanted: Demand, desk: Desk) -> Card:
    buttons = []
    if desk.member.may_sell:
        data = {"go": "sell", "product": str(wanted.product_id)}
        buttons.append(tap(texts.HAVE_THIS.format(product=wanted.product), data))
    rows = [_row(span, desk) for span in wanted.spans]
    return Card(wanted.product, rows, subtitle=texts.DEMAND_NOT_MET, buttons=buttons)


def _row(span: Span, desk: Desk) -> Row:
    amount = Amount(span.quantity, span.measure, span.measure, THOUSAND)
    return Row(_days(span, desk), thai.amount(amount), _who(span))


def _days(span: Span, desk: Desk) -> str:
    first, last = thai.short_day(span.first), thai.short_day(span.last)
    if span.first != span.last:
        return f"{first} – {last}"
    near = thai.near_name(span.first, desk.today) or thai.WEEKDAYS[span.first.weekday()]
    return f"{near} {first}"


def _who(span: Span) -> str:
    """The kitchens that let their names be seen, and how many others."""
    names, others = ", ".join(span.names), span.kitchens - len(span.names)
    if not names:
        return texts.COUNT_OF_KITCHENS.format(count=others)
    return texts.AND_OTHER_KITCHENS.format(names=names, count=others) if others else names


VIEW = View("demand", WORDS, show, refuse)
