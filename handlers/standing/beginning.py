"""A purchaser begins a standing order, by a sentence or step by step."""

from __future__ import annotations

from collections.abc import Mapping

from bot import texts, thai
from bot.cards import Card
from bot.conversation import Answers, Conversation, Desk, Question
from bot.language.reading import Reading
from bot.messages import Message, say, text
from bot.recurring import repeat
from bot.said import Said
from bot.texts import MENU_ORDERS
from handlers import basket, buy, delivery_day, wishes
from handlers.history import largest_ordered
from handlers.roles import only_buyers
from handlers.standing import when
from handlers.standing.day_questions import LAST, OPEN_FIRST, RESTS, RULE, soonest_of
from handlers.standing.showing import is_school, lines, listed, made_ahead, made_orders, wish_rows
from handlers.terms import ask_part, ask_place, read_part, read_place
from models.standing.changing import Wishes, begin_standing

PLACE = Question("place", texts.STANDING_PLACE, ask_place, read_place, free=True)
PART = Question("part", texts.STANDING_PART, ask_part, read_part)


def no_days(reading: Reading, answers: Answers, desk: Desk) -> Answers:
    """Days are those of the rule, read by `when`."""
    return {}


more_goods = basket.more(basket.take, "order", no_days)


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    return {**buy.begin(about, desk), "rests": is_school(desk.member.buyer)}


def take(reading: Reading, desk: Desk) -> Answers:
    said = basket.take(reading, desk)
    return {**said, **when.take(reading, soonest_of(said, desk), desk)}


def more(reading: Reading, said: Said, answers: Answers, desk: Desk) -> Answers:
    return more_goods(reading, said, answers, desk) | when.amended(reading, said, desk)


def show(answers: Answers, desk: Desk) -> Card:
    terms = when.terms_of(answers)
    return Card(
        texts.STANDING_CARD,
        wish_rows(answers, terms, desk),
        lead=basket.left_out(answers),
        foot=made_ahead(terms, delivery_day.goods(answers, desk), desk),
    )


def wishes_of(answers: Answers, desk: Desk) -> Wishes:
    wanted = [wishes.wanted(entry, desk) for entry in answers["items"]]
    return Wishes(wanted, when.terms_of(answers), answers["place"], answers["part"])


def done(answers: Answers, desk: Desk) -> list[Message]:
    wishes = wishes_of(answers, desk)
    desk.member.part_is_fine = wishes.part_is_fine
    standing = begin_standing(
        desk.session, desk.member, wishes, desk.now, source=desk.event_key or None
    )
    begun = texts.STANDING_BEGUN.format(
        number=standing.number,
        when=repeat(standing.terms.rule),
        first=thai.near_day(standing.starts_on, desk.today),
    )
    orders = made_orders(standing, desk)
    made = texts.STANDING_MADE.format(orders=listed(orders)) if orders else ""
    return [text(lines(begun, made), [say(texts.STANDING_MENU), say(MENU_ORDERS)])]


CONVERSATION = Conversation(
    name="standing_order",
    title=texts.STANDING_TITLE,
    words=frozenset({"สั่งประจำ", "ตั้งออเดอร์ประจำ", "สั่งซื้อประจำ", "เพิ่มออเดอร์ประจำ"}),
    refuse=only_buyers,
    begin=begin,
    take=take,
    more=more,
    questions=[
        *basket.questions(sells=False, likely=wishes.likely, take=take),
        basket.doubt_question(largest_ordered),
        *basket.limit_questions(),
        basket.instead_question(),
        RULE,
        OPEN_FIRST,
        LAST,
        PLACE,
        PART,
        RESTS,
    ],
    card=show,
    done=done,
)
