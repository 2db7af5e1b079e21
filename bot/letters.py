"""Letters out as LINE messages: each kind's facts in, a list of messages out. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby
from typing import Any

from bot import cycle_texts, texts, thai
from bot.cards import GREEN, GREY, ORANGE, Card, Row, card, cards
from bot.messages import Message, say, tap, text, with_choices
from bot.person_card import wants_person
from bot.sources import from_groups
from bot.standing_letters import missed, origin
from models.measure import Amount, Price

Facts = Mapping[str, Any]


def render(kind: str, facts: Facts, today: date) -> list[Message]:
    """The LINE messages of a letter. Raises KeyError for a kind nobody wrote."""
    return RENDERERS[kind](facts, today)


def offers(facts: Facts, today: date) -> list[Message]:
    return offer_cards(facts["offers"], today)


def offer_cards(offers: Sequence[Facts], today: date) -> list[Message]:
    """A card for each order; its buttons answer all of it, or line by line."""
    by_order = groupby(sorted(offers, key=_order_of), key=_order_of)
    shown = [_offer_card(list(some), today) for _, some in by_order]
    return cards(shown, texts.OFFER_TITLE)


def _order_of(offer: Facts) -> tuple[str, str, str]:
    return offer["day"], offer["order"], offer["buyer"]


def _offer_card(offers: Sequence[Facts], today: date) -> Card:
    first = offers[0]
    until = datetime.fromisoformat(first["answer_by"])
    kinds = [list(some) for _, some in groupby(sorted(offers, key=_goods_of), key=_goods_of)]
    rows = [_offer_row(some, alone=len(kinds) == 1) for some in kinds]
    if len(kinds) > 1:
        rows.append(Row(texts.TOTAL, thai.baht(sum(o["total"] for o in offers)), strong=True))
    ids = _ids(offers)
    yes = texts.ACCEPT if len(kinds) == 1 else texts.ACCEPT_ALL
    return Card(
        texts.OFFER_TITLE,
        rows,
        subtitle=f"{first['buyer']} · {first['order']}",
        lead=_delivery(first, today),
        foot=texts.ANSWER_BY.format(until=thai.moment(until, today)),
        buttons=[
            tap(yes, {"do": "accept", "a": ids}),
            tap(texts.DECLINE_ALL, {"do": "decline", "a": ids}),
        ],
    )


def _goods_of(offer: Facts) -> tuple[str, int, str, list[Any]]:
    """A producer thinks of goods, not of lots: parts alike but for their lot are one row."""
    return offer["product"], offer["satang"], offer["price_unit"], offer["amount"][1:]


def _ids(offers: Sequence[Facts]) -> str:
    return ".".join(str(offer["allocation"]) for offer in offers)


def _offer_row(offers: Sequence[Facts], alone: bool) -> Row:
    offer, ids = offers[0], _ids(offers)
    price = f"{offer['price_unit']}ละ {thai.baht(offer['satang'])}"
    note = f"{price} รวม {thai.baht(sum(o['total'] for o in offers))}"
    product = offer["product"]
    buttons = (
        tap(texts.ACCEPT, {"do": "accept", "a": ids}, f"{texts.ACCEPT} {product}"),
        tap(texts.DECLINE, {"do": "decline", "a": ids}, f"{texts.DECLINE} {product}"),
    )
    quantity = sum(o["amount"][0] for o in offers)
    value = thai.amount(Amount(quantity, *offer["amount"][1:]))
    return Row(product, value, note, strong=True, buttons=() if alone else buttons)


def cancelled(facts: Facts, today: date) -> list[Message]:
    """What need not be prepared any more: the buyer took it back, or the rest was not found."""
    broken = facts.get("why") == "not_whole"
    title = texts.NOT_WHOLE_TITLE if broken else texts.CANCELLED_TITLE
    lead = texts.NOT_WHOLE_LEAD if broken else texts.CANCELLED_LEAD
    some = facts["offers"]
    rows = [
        Row(o["product"], thai.amount(Amount(*o["amount"])), f"{o['buyer']} · {o['order']}")
        for o in some
    ]
    day = texts.DELIVER.format(day=thai.near_day(date.fromisoformat(some[0]["day"]), today))
    content = Card(title, rows, subtitle=day, lead=lead, color=GREY)
    return cards([content], f"{content.title} {content.subtitle}")


def order_result(facts: Facts, today: date) -> list[Message]:
    """What is coming, from whom, and what is short."""
    title = texts.RESULT_TITLE if facts["first"] else texts.RESULT_NEWS_TITLE
    rows = [_result_row(line, facts, today) for line in facts["lines"]]
    total = sum(part["total"] for line in facts["lines"] for part in line["parts"])
    if total:
        rows.append(Row(texts.TOTAL, thai.baht(total), strong=True))
    content = Card(
        title.format(number=facts["order"]),
        rows,
        subtitle=origin(facts) + _delivery(facts, today),
        lead=_verdict(facts, today),
        color=ORANGE if any(_missing(line) for line in facts["lines"]) else GREEN,
    )
    shown = cards([content], f"{content.title} {content.subtitle}")
    return [*shown[:-1], with_choices(shown[-1], [say(texts.MENU_ORDERS), say(texts.MENU_BUY)])]


def _verdict(facts: Facts, today: date) -> str:
    cut_off = thai.moment(datetime.fromisoformat(facts["cut_off"]), today)
    if not any(_missing(line) for line in facts["lines"]):
        return texts.RESULT_FULL
    comes = any(line["parts"] for line in facts["lines"])
    if not facts.get("open", True):
        return texts.RESULT_PART_CLOSED if comes else texts.RESULT_NONE_CLOSED
    return (texts.RESULT_PART if comes else texts.RESULT_NONE).format(cut_off=cut_off)


def _result_row(line: Facts, facts: Facts, today: date) -> Row:
    parts = from_groups(
        [(part["group"], Amount(*part["amount"]), _price(part)) for part in line["parts"]]
    )
    if _missing(line):
        parts.append(texts.SHORT.format(amount=thai.amount(Amount(*line["missing"]))))
        if line.get("cut_off", facts["cut_off"]) != facts["cut_off"]:
            cut_off = thai.moment(datetime.fromisoformat(line["cut_off"]), today)
            parts.append(cycle_texts.STILL_LOOKED_FOR.format(cut_off=cut_off))
    return Row(line["product"], _promised_of(line), "\n".join(parts), strong=True)


def _price(part: Facts) -> Price:
    return Price(part["satang"], part["price_unit"], 1)


def _promised_of(line: Facts) -> str:
    """15 จาก 20 กก., or the whole amount when nothing is missing."""
    asked, promised = Amount(*line["asked"]), Amount(*line["promised"])
    if promised == asked:
        return thai.amount(asked)
    number, unit = promised.shown()
    whole, whole_unit = asked.shown()
    if unit != whole_unit:
        number, whole, unit = (
            Fraction(promised.quantity, 1000),
            Fraction(asked.quantity, 1000),
            asked.measure,
        )
    return f"{thai.number(number)} จาก {thai.number(whole)} {unit}"


def _missing(line: Facts) -> int:
    return int(line["missing"][0])


def _delivery(facts: Facts, today: date) -> str:
    day = texts.DELIVER.format(day=thai.near_day(date.fromisoformat(facts["day"]), today))
    return " · ".join(part for part in (day, facts["window"], facts["place"]) if part)


def newcomer(facts: Facts, today: date) -> list[Message]:
    return [newcomer_card(facts)]


def newcomer_card(facts: Facts) -> Message:
    role = texts.ROLE_PRODUCER if facts["role"] == "producer" else texts.ROLE_BUYER
    kind = {**texts.BUYER_KINDS, **texts.WORK_KINDS}.get(facts.get("kind") or "", "")
    rows = [
        Row("ชื่อ", facts["name"] or "-"),
        Row("มาเพื่อ", role),
        Row("กลุ่มหรือที่ทำงาน", facts["belongs_to"] or "-", kind),
        Row("เบอร์โทร", facts["phone"] or "-"),
    ]
    about = {"m": str(facts["member"]), "n": str(facts["application"])}
    buttons = [
        tap(texts.APPROVE, {"do": "approve", **about}, f"{texts.APPROVE} {facts['name']}"),
        tap(texts.REFUSE, {"do": "refuse", **about}, f"{texts.REFUSE} {facts['name']}"),
    ]
    return card(Card(texts.NEWCOMER, rows, buttons=buttons))


def approved(facts: Facts, today: date) -> list[Message]:
    sells = facts["role"] == "producer"
    how = texts.HELP_SELL if sells else texts.HELP_BUY
    menu = (texts.MENU_SELL,) if sells else (texts.MENU_BUY, texts.MENU_AVAILABLE)
    return [
        text(f"{texts.APPROVED.format(name=facts['name'])}\n\n{how}", [say(word) for word in menu])
    ]


def refused(facts: Facts, today: date) -> list[Message]:
    return [text(texts.REFUSED.format(name=facts["name"]))]


def reply(facts: Facts, today: date) -> list[Message]:
    """An answer whose reply token LINE refused; it was rendered when it was given."""
    return list(facts["messages"])


RENDERERS: dict[str, Callable[[Facts, date], list[Message]]] = {
    "offer": offers,
    "cancelled": cancelled,
    "order_result": order_result,
    "newcomer": newcomer,
    "approved": approved,
    "refused": refused,
    "reply": reply,
    "wants_person": wants_person,
    "standing_missed": missed,
}
