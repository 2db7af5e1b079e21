"""A producer takes back what they have on offer."""

from __future__ import annotations

from bot import texts, thai
from bot.cards import Card, Row
from bot.conversation import Answers, Conversation, Desk
from bot.messages import Message, say, text
from handlers.lots_meant import WHICH, begin, lot_of, take
from handlers.roles import only_producers
from models.cancelling import withdraw_lot


def show(answers: Answers, desk: Desk) -> Card:
    lot = lot_of(answers, desk)
    row = Row(lot.product.name, thai.amount(lot.amount), thai.price(lot.price), strong=True)
    warnings = (
        (texts.WITHDRAW_PROMISED, lot.promised()),
        (texts.WITHDRAW_OFFERED, lot.reserved - lot.promised()),
    )
    foot = "\n".join(
        words.format(amount=thai.amount(lot.amount.with_quantity(quantity)))
        for words, quantity in warnings
        if quantity
    )
    return Card(texts.WITHDRAW_CARD, [row], foot=foot)


def done(answers: Answers, desk: Desk) -> list[Message]:
    lot = withdraw_lot(desk.session, lot_of(answers, desk).id, desk.now)
    words = texts.WITHDRAWN.format(product=lot.product.name)
    return [text(words, [say(texts.MENU_STOCK), say(texts.MENU_SELL)])]


CONVERSATION = Conversation(
    name="withdraw",
    title=texts.WITHDRAW_TITLE,
    words=frozenset({"เอาออก", "ถอนของ", "เลิกขาย"}),
    refuse=only_producers,
    begin=begin,
    take=take,
    questions=[WHICH],
    card=show,
    done=done,
    yes=texts.WITHDRAW_YES,
    no=texts.WITHDRAW_NO,
    dropped=texts.NOT_WITHDRAWN,
)
