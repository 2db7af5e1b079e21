"""The card that echoes an answer to offers, row by row, and what becomes of the lots."""

from __future__ import annotations

from bot import texts, thai
from bot.cards import Card, Row
from bot.conversation import Answers, Desk, Refused, Unreadable
from bot.letters.facts import got_of
from handlers.answer import why_closed
from handlers.offer_goods import Goods
from handlers.reply_parts import Reply, amount_of, goods_in
from models.allocation import Allocation
from models.lot import Lot
from models.measure import Amount


def still_answerable(answers: Answers, desk: Desk) -> list[tuple[Reply, Goods]]:
    """What of the card can still be answered. Raises Refused when nothing can."""
    found = [(r, goods) for r in answers["replies"] if (goods := goods_in(r, desk))]
    if not found:
        ids = [number for reply in answers["replies"] for number in reply["a"]]
        raise Refused(why_closed([desk.session.get_one(Allocation, number) for number in ids]))
    return found


def show(answers: Answers, desk: Desk) -> Card:
    found = still_answerable(answers, desk)
    rows = [_row(reply, goods, desk) for reply, goods in found]
    parts = [(goods, taken(r, goods, desk)) for r, goods in found if r["take"] == "part"]
    foot = texts.REST_KEPT_FOOT
    if answers.get("rest") != "kept":
        foot = "\n".join(_runs_out(goods, amount.quantity, desk) for goods, amount in parts)
    return Card(texts.REPLY_CARD, rows, foot=foot if parts else "")


def _row(reply: Reply, goods: Goods, desk: Desk) -> Row:
    order = goods.order
    day = thai.near_day(order.delivery_day, desk.today)
    note = texts.REPLY_FOR.format(buyer=order.buyer.name, order=order.number, day=day)
    name = goods.product(desk).name
    if reply["take"] == "none":
        why = reply.get("why")
        no = texts.REPLY_NO_WHY.format(why=texts.WHYS[why]) if why else texts.REPLY_NO
        return Row(name, no, note, strong=True)
    amount = taken(reply, goods, desk)
    price = goods.offers[0].price
    worth = texts.OFFER_WORTH.format(
        price=thai.price(price), total=thai.baht(price.total(amount.quantity))
    )
    value = texts.REPLY_YES.format(amount=got_of(amount, goods.amount))
    return Row(name, value, f"{note}\n{worth}", strong=True)


def taken(reply: Reply, goods: Goods, desk: Desk) -> Amount:
    """Raises Refused when some of it ran out meanwhile, so that less is offered now."""
    if reply["take"] == "all":
        return goods.amount
    try:
        return amount_of(goods, reply["number"], reply["unit"], desk)
    except Unreadable as unreadable:
        raise Refused(unreadable.hint, reopen="number") from None


def _runs_out(goods: Goods, quantity: int, desk: Desk) -> str:
    """What becomes of the lots when that is all there is."""
    lots: dict[int, tuple[Lot, int]] = {}
    for offer in goods.offers:
        short = offer.quantity - min(quantity, offer.quantity)
        quantity -= offer.quantity - short
        before = lots.get(offer.lot_id, (offer.lot, offer.lot.reserved))[1]
        if short:
            lots[offer.lot_id] = offer.lot, before - short
    amount = goods.offers[0].lot.amount
    return texts.REST_GONE_FOOT.format(
        product=goods.product(desk).name,
        before=thai.amount(amount.with_quantity(sum(lot.quantity for lot, _ in lots.values()))),
        after=thai.amount(amount.with_quantity(sum(left for _, left in lots.values()))),
    )
