"""A producer answers offers: by the buttons of the letter, or by words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot import texts, thai
from bot.conversation import Desk, Tap, View
from bot.language.reading import Reading
from bot.letters.offers import offer_cards
from bot.messages import Message, say, text, with_choices
from bot.said import Said
from handlers import why_not
from handlers.front import menu
from handlers.offer_goods import kitchen_names, known, waiting
from handlers.roles import only_producers
from handlers.row_ids import row_ids
from models.allocation import Allocation
from models.answers import Answered, answer_offers
from models.news import offer_facts

# The words of a "yes" and a "no" that are meant for an offer and nothing else.
YES = frozenset({"รับ", "รับค่ะ", "รับครับ", "ส่งได้", "ตกลงรับ"})
NO = frozenset({"ไม่รับ", "ไม่รับค่ะ", "ไม่รับครับ", "ส่งไม่ได้", "ไม่มีของ", "ไม่สะดวก"})


def accept(about: Mapping[str, str], desk: Desk) -> list[Message]:
    return _answer(about, desk, accept=True)


def decline(about: Mapping[str, str], desk: Desk) -> list[Message]:
    """Words that refuse and say why ("ไม่มีของ") may be the reason of the last refusal, too."""
    if "a" not in about and why_not.says_why(about.get("said", ""), desk):
        return why_not.explain(about, desk)
    return _answer(about, desk, accept=False)


def _answer(about: Mapping[str, str], desk: Desk, accept: bool) -> list[Message]:
    if refusal := only_producers(desk):
        return [text(refusal, menu(desk))]
    if "a" in about:
        ids = row_ids(about["a"])
    else:
        offers, meant = waiting(desk), known(desk)
        if offers and len({offer.line.order_id for offer in meant}) != 1:
            return _ask_which(offers, desk)
        ids = [offer.id for offer in meant]
    why = None if accept else why_not.reason(about.get("said", ""))
    answered = answer_offers(desk.session, ids, desk.member.id, accept, desk.now, why)
    if again := _offered_again(answered, desk):
        return again
    more, choices = why_not.follow_up([] if accept else answered.done, desk)
    words = "\n".join(filter(None, (_outcome(answered, accept, desk), more)))
    return [text(words, [*choices, say(texts.MENU_STOCK), say(texts.MENU_SELL)])]


def _offered_again(answered: Answered, desk: Desk) -> list[Message]:
    """What waits of the same goods, when the card that was pressed is over and done with."""
    if answered.done or answered.same_before:
        return []
    gone = {offer.line.product_id for offer in answered.too_late if not offer.is_promised}
    offers = [offer for offer in waiting(desk) if offer.line.product_id in gone]
    return [text(texts.OFFER_RENEWED), *_cards(offers, desk)] if offers else []


def _outcome(answered: Answered, accept: bool, desk: Desk) -> str:
    if answered.done:
        what = lines(answered.done, desk)
        return (texts.ACCEPTED if accept else texts.DECLINED).format(what=what)
    if answered.same_before:
        return texts.ACCEPTED_BEFORE if accept else texts.DECLINED_BEFORE
    return why_closed(answered.too_late)


def why_closed(offers: Sequence[Allocation]) -> str:
    """Why nothing can be answered about them any more."""
    if any(offer.is_promised for offer in offers):
        return texts.OFFER_ACCEPTED_BEFORE
    return texts.OFFER_GONE if offers else texts.NO_OFFERS


def lines(offers: Sequence[Allocation], desk: Desk) -> str:
    return "\n".join(_line(offer, desk) for offer in offers)


def _line(offer: Allocation, desk: Desk) -> str:
    order = offer.line.order
    return texts.FOR_KITCHEN.format(
        product=offer.product.name,
        amount=thai.amount(offer.amount),
        day=thai.near_day(order.delivery_day, desk.today),
        buyer=order.buyer.name,
    )


def _ask_which(offers: Sequence[Allocation], desk: Desk) -> list[Message]:
    several = len({offer.line.order_id for offer in offers}) > 1
    return [text(texts.WHICH_OFFER if several else texts.LOOK_FIRST), *_cards(offers, desk)]


def _cards(offers: Sequence[Allocation], desk: Desk) -> list[Message]:
    return offer_cards([offer_facts(offer) for offer in offers], desk.today)


def hear(reading: Reading, said: Said, desk: Desk) -> Mapping[str, str]:
    """Which kitchen's offers are meant, by the order's number or the kitchen's name, and whether
    words answered them that do not say which."""
    about = {"answers": "yes"} if reading.action in ("accept", "decline", "partial") else {}
    if reading.order_number is not None:
        return {**about, "order": str(reading.order_number)}
    named = [offer.line.order for offer in waiting(desk) if _is_named(offer, said.words)]
    orders = {str(order.id) for order in named}
    return {**about, "order": orders.pop()} if len(orders) == 1 else about


def _is_named(offer: Allocation, words: str) -> bool:
    return any(name in words for name in kitchen_names(offer.line.order))


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    """The offers that wait, or only those of one order; they are answered by their buttons."""
    offers = [
        offer for offer in waiting(desk) if about.get("order") in (None, str(offer.line.order_id))
    ]
    if not offers:
        words = (
            texts.NO_OFFER_OF.format(number=f"OR-{int(about['order']):04d}")
            if about.get("order")
            else texts.NO_OFFERS
        )
        return [text(words, [say(texts.MENU_STOCK)])]
    messages = _ask_which(offers, desk) if about.get("answers") else _cards(offers, desk)
    messages[-1] = with_choices(messages[-1], [say(texts.MENU_STOCK)])
    return messages


VIEW = View("offers", frozenset({"ข้อเสนอ", "ดูข้อเสนอ"}), show, only_producers, hear)
ACCEPT = Tap("accept", accept, YES, lambda desk: desk.member.may_sell)
DECLINE = Tap("decline", decline, NO, lambda desk: desk.member.may_sell)
