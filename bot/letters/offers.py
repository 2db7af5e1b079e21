"""What a producer is asked for, and what they need not prepare any more. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from bot import texts, thai
from bot.cards import GREY, Card, Row, cards
from bot.letters.facts import Facts, delivery, price
from bot.messages import Action, Message, say, tap, with_choices
from models.measure import Amount


def offers(facts: Facts, today: date) -> list[Message]:
    return offer_cards(facts["offers"], today)


def reminder(facts: Facts, today: date) -> list[Message]:
    """The same cards once more, with what has not been answered yet."""
    return offer_cards(facts["offers"], today, texts.REMINDER_TITLE)


def offer_cards(
    offers: Sequence[Facts], today: date, title: str = texts.OFFER_TITLE
) -> list[Message]:
    """A card for each order; its buttons answer all of it, or line by line."""
    by_order = groupby(sorted(offers, key=_order_of), key=_order_of)
    shown = [_offer_card(list(some), today, title) for _, some in by_order]
    return cards(shown, title)


def _order_of(offer: Facts) -> tuple[str, str, str]:
    return offer["day"], offer["order"], offer["buyer"]


def _offer_card(offers: Sequence[Facts], today: date, title: str) -> Card:
    first = offers[0]
    until = datetime.fromisoformat(first["answer_by"])
    kinds = [list(some) for _, some in groupby(sorted(offers, key=_goods_of), key=_goods_of)]
    rows = [_offer_row(some, alone=len(kinds) == 1) for some in kinds]
    if len(kinds) > 1:
        rows.append(Row(texts.ROW_TOTAL, thai.baht(sum(o["total"] for o in offers)), strong=True))
    ids = _ids(offers)
    yes = texts.ACCEPT if len(kinds) == 1 else texts.ACCEPT_ALL
    return Card(
        title,
        rows,
        subtitle=f"{first['buyer']} · {first['order']}",
        lead=delivery(first, today),
        foot=texts.ANSWER_BY.format(until=thai.moment(until, today)),
        buttons=[
            tap(yes, {"do": "accept", "a": ids}),
            *([_part_button(texts.PART, ids, first["product"])] if len(kinds) == 1 else ()),
            tap(texts.DECLINE_ALL, {"do": "decline", "a": ids}),
        ],
    )


def auto_accepted(facts: Facts, today: date) -> list[Message]:
    """What was promised for them as they allow, a card for each order."""
    by_order = groupby(sorted(facts["offers"], key=_order_of), key=_order_of)
    shown = cards([_promise_card(list(some), today) for _, some in by_order], texts.AUTO_ACCEPTED)
    choices = [say(texts.MENU_DELIVER), say(texts.AUTO_OFF)]
    return [*shown[:-1], with_choices(shown[-1], choices)]


def _promise_card(offers: Sequence[Facts], today: date) -> Card:
    first = offers[0]
    kinds = [list(some) for _, some in groupby(sorted(offers, key=_goods_of), key=_goods_of)]
    return Card(
        texts.AUTO_ACCEPTED,
        [_offer_row(some, alone=True) for some in kinds],
        subtitle=f"{first['buyer']} · {first['order']}",
        lead=delivery(first, today),
        foot=texts.AUTO_ACCEPTED_FOOT,
    )


def _part_button(label: str, ids: str, product: str) -> Action:
    return tap(label, {"go": "reply", "a": ids}, texts.PART_OF.format(product=product))


def _goods_of(offer: Facts) -> tuple[str, int, str, list[Any]]:
    """A producer thinks of goods, not of lots: parts alike but for their lot are one row."""
    return offer["product"], offer["satang"], offer["price_unit"], offer["amount"][1:]


def _ids(offers: Sequence[Facts]) -> str:
    return ".".join(str(offer["allocation"]) for offer in offers)


def _offer_row(offers: Sequence[Facts], alone: bool) -> Row:
    offer, ids = offers[0], _ids(offers)
    total = thai.baht(sum(o["total"] for o in offers))
    note = texts.OFFER_WORTH.format(price=thai.price(price(offer)), total=total)
    product = offer["product"]
    buttons = (
        tap(texts.ACCEPT, {"do": "accept", "a": ids}, f"{texts.ACCEPT} {product}"),
        _part_button(texts.PART_SHORT, ids, product),
        tap(texts.DECLINE, {"do": "decline", "a": ids}, f"{texts.DECLINE} {product}"),
    )
    quantity = sum(o["amount"][0] for o in offers)
    value = thai.amount(Amount(quantity, *offer["amount"][1:]))
    return Row(product, value, note, strong=True, buttons=() if alone else buttons)


CANCELLATIONS = {
    "cancelled": (texts.CANCELLED_TITLE, texts.CANCELLED_LEAD),
    "less": (texts.LESS_TITLE, texts.LESS_LEAD),
    "not_whole": (texts.NOT_WHOLE_TITLE, texts.NOT_WHOLE_LEAD),
}


def cancelled(facts: Facts, today: date) -> list[Message]:
    """What need not be prepared any more: the buyer took it back, or the rest was not found."""
    title, lead = CANCELLATIONS[facts.get("why", "cancelled")]
    return _taken_back(title, lead, [(o, _amount(o["amount"])) for o in facts["offers"]], today)


def reduced(facts: Facts, today: date) -> list[Message]:
    """How much of a promise is still wanted."""
    rows = [(o, texts.REDUCED_TO.format(amount=_amount(o["amount"]), less=_amount(o["less"])))
            for o in facts["offers"]]  # fmt: skip
    return _taken_back(texts.REDUCED_TITLE, texts.REDUCED_LEAD, rows, today)


def _taken_back(
    title: str, lead: str, some: Sequence[tuple[Facts, str]], today: date
) -> list[Message]:
    rows = [Row(o["product"], value, f"{o['buyer']} · {o['order']}") for o, value in some]
    first = date.fromisoformat(some[0][0]["day"])
    day = texts.DELIVER.format(day=thai.near_day(first, today))
    content = Card(title, rows, subtitle=day, lead=lead, color=GREY)
    return cards([content], f"{content.title} {content.subtitle}")


def _amount(facts: list[Any]) -> str:
    return thai.amount(Amount(*facts))
