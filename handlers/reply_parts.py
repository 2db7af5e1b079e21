"""How much of an offer a producer can deliver: said, asked for, and refused when it cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from bot import texts, thai
from bot.conversation import Answers, Ask, Choice, Desk, Refused, Unreadable
from bot.language import answers as language
from bot.language.replies import Verdict, read_reply
from bot.said import Said
from handlers.answer import why_closed
from handlers.offer_goods import Goods, part_said, planned, still_open
from models.allocation import Allocation
from models.catalogue import Product
from models.measure import Amount, TooFine

# One answer: a, the ids of the offers of one Goods; take, "all", "none" or "part"; of a part, once
# it is said, number (exact, as text) and unit; of a no, why, when that was said.
Reply = dict[str, Any]


def whole(ids: Sequence[int], verdict: Verdict) -> Reply:
    """The answer to all of it, with the reason of a no when one was said."""
    reply: Reply = {"a": list(ids), "take": "all" if verdict.accept else "none"}
    return {**reply, "why": verdict.why} if verdict.why else reply


def part(goods: Goods, number: Fraction | None, unit: str, desk: Desk) -> tuple[Reply, str]:
    """The answer with so much of it, or without a number and why that cannot be."""
    open_reply = {"a": goods.ids, "take": "part"}
    if number is None:
        return open_reply, ""
    try:
        amount = amount_of(goods, number, unit, desk)
    except Unreadable as unreadable:
        return open_reply, unreadable.hint
    if amount.quantity == goods.amount.quantity:
        return {"a": goods.ids, "take": "all"}, ""
    return {**open_reply, "number": str(number), "unit": amount.unit}, ""


def amount_of(goods: Goods, number: Fraction | str, unit: str, desk: Desk) -> Amount:
    """At most what is offered. Raises Unreadable."""
    number = Fraction(number)
    product, offered = desk.session.get_one(Product, goods.product(desk).id), goods.amount
    if number <= 0:
        raise Unreadable(texts.PART_ZERO, meant=True)
    if unit not in [each.name for each in product.units]:
        raise Unreadable(texts.PART_MEASURE.format(unit=offered.unit), meant=True)
    try:
        amount = product.amount(number, unit)
    except TooFine:
        raise Unreadable(texts.TOO_FINE, meant=True) from None
    if amount.measure != offered.measure:
        raise Unreadable(texts.PART_MEASURE.format(unit=offered.unit), meant=True)
    if amount.quantity > offered.quantity:
        hint = texts.MORE_THAN_OFFERED.format(amount=thai.amount(offered))
        raise Unreadable(hint, meant=True)
    return amount


def goods_in(reply: Reply, desk: Desk) -> Goods | None:
    """What of it is still to be answered."""
    offers = [desk.session.get_one(Allocation, number) for number in reply["a"]]
    still = still_open(offers, desk)
    return Goods(tuple(still)) if still else None


def first_open(answers: Answers) -> Reply | None:
    return next(
        (r for r in answers["replies"] if r["take"] == "part" and not r.get("number")), None
    )


def ask_number(answers: Answers, desk: Desk) -> Ask:
    goods = still(first_open(answers) or answers["replies"][0], desk)
    number, unit = goods.amount.shown()
    likely = dict.fromkeys(number * part // 4 for part in (3, 2, 1))
    choices = [Choice(f"{thai.number(Fraction(n))} {unit}") for n in likely if n]
    words = texts.ASK_PART_OF.format(
        buyer=goods.order.buyer.name,
        product=goods.product(desk).name,
        amount=thai.amount(goods.amount),
    )
    return Ask("\n\n".join(filter(None, (answers.get("wrong"), words))), choices)


def still(reply: Reply, desk: Desk) -> Goods:
    """Raises Refused when it was answered or ran out meanwhile."""
    goods = goods_in(reply, desk)
    if goods is None:
        raise Refused(
            why_closed([desk.session.get_one(Allocation, number) for number in reply["a"]])
        )
    return goods


def read_number(said: Said, answers: Answers, desk: Desk) -> Answers:
    reply = first_open(answers) or answers["replies"][0]
    return {"replies": replaced(answers, numbered(said, reply, desk)), "wrong": None}


def numbered(said: Said, reply: Reply, desk: Desk) -> Reply:
    """A bare number is in the offer's unit, and half is half of it. Raises Unreadable."""
    goods = still(reply, desk)
    verdicts = read_reply(said.words, {})
    if len(verdicts) == 1 and not verdicts[0].accept:
        return whole(reply["a"], verdicts[0])
    if len(verdicts) == 1 and verdicts[0].amount:
        number, unit = part_said(verdicts[0], goods)
    else:
        amount = language.read_quantity(said.words, goods.product(desk))
        number, unit = (amount.quantity, amount.unit or goods.amount.unit) if amount else (None, "")
    if number is None:
        zero = said.words.strip() in ("0", "๐", "ศูนย์")
        example = f"{thai.number(Fraction(1))} {goods.amount.unit}"
        raise Unreadable(texts.PART_ZERO if zero else texts.DELIVERS_HINT.format(example=example))
    amount_of(goods, number, unit, desk)
    return part(goods, number, unit, desk)[0]


def replaced(answers: Answers, new: Reply) -> list[Reply]:
    return [new if reply["a"] == new["a"] else reply for reply in answers["replies"]]


def ask_which(answers: Answers, desk: Desk) -> Ask:
    loose = answers["loose"]
    said = f"{thai.number(Fraction(loose['number']))} {loose['unit']}" if loose["number"] else ""
    goods = [still({"a": ids}, desk) for ids in answers["among"]]
    choices = [Choice(_label(each, desk), str(place)) for place, each in enumerate(goods)]
    return Ask(texts.REPLY_WHICH.format(amount=said or texts.PART_SHORT), choices)


def _label(goods: Goods, desk: Desk) -> str:
    return texts.REPLY_CHOICE.format(order=goods.order.number, product=goods.product(desk).name)


def read_which(said: Said, answers: Answers, desk: Desk) -> Answers:
    goods = [still({"a": ids}, desk) for ids in answers["among"]]
    labels = {str(place): each for place, each in enumerate(goods)}
    labels |= {_label(each, desk): each for each in goods}
    chosen = labels.get(said.words.strip())
    if chosen is None:
        plan = planned(f"{said.words} {texts.ACCEPT}", goods, desk) or []
        chosen = plan[0][0] if len(plan) == 1 else None
    if chosen is None:
        raise Unreadable(texts.EDIT_HINT)
    loose = answers["loose"]
    number = Fraction(loose["number"]) if loose["number"] else None
    reply, wrong = part(chosen, number, loose["unit"], desk)
    return {"replies": [reply], "loose": None, "wrong": wrong}


def reopen_number(answers: Answers) -> Answers:
    """The first that is taken is asked about anew."""
    taken = next((r for r in answers["replies"] if r["take"] != "none"), answers["replies"][0])
    asked = {"a": taken["a"], "take": "part"}
    return {**answers, "replies": replaced(answers, asked)}
