"""A producer posts what is ready."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from bot import texts, thai
from bot.cards import Card, Row, card, day_row
from bot.conversation import Answers, Conversation, Desk
from bot.language.reading import Reading
from bot.messages import Message, say, with_choices
from bot.said import Said
from handlers import basket, for_sale, ready_days, tapped
from handlers.again import post_again
from handlers.history import largest_posted
from handlers.new_words import learning
from handlers.roles import only_producers
from models.catalogue import Product
from models.lot import Lot
from models.photo import Photo

LIKELY = 8


def likely(desk: Desk) -> list[str]:
    """What this producer's group posted lately."""
    group = desk.member.producer_group_id
    lately = (
        select(Product.name)
        .join(Lot, Lot.product_id == Product.id)
        .where(Lot.producer_group_id == group)
        .group_by(Product.id, Product.name)
        .order_by(func.max(Lot.id).desc())
        .limit(LIKELY)
    )
    return list(desk.session.scalars(lately))


def take(reading: Reading, desk: Desk) -> Answers:
    answers = basket.take(reading, desk) | ready_days.said_in(reading, desk)
    return post_again(reading, answers, desk) if reading.action == "same_again" else answers


def keep_photo(said: Said, answers: Answers, desk: Desk) -> Answers | None:
    """A picture comes when it comes; LINE forgets it soon, so it is fetched at once."""
    if said.kind != "image" or said.message_id is None:
        return None
    return {"photo": Photo.ask(desk.session, said.message_id, desk.now).id}


def show(answers: Answers, desk: Desk) -> Card:
    rows = [for_sale.row(entry, desk) for entry in answers["items"]]
    first, last = (date.fromisoformat(answers[key]) for key in ("from", "until"))
    rows.append(day_row(texts.ROW_FROM, first, desk.today))
    rows.append(day_row(texts.ROW_UNTIL, last, desk.today))
    foot = texts.PHOTO_KEPT if _photo(answers, desk) else texts.PHOTO_TIP
    return Card(
        texts.SELL_CARD,
        rows,
        lead=basket.left_out(answers),
        subtitle=answers.get("like", ""),
        foot=foot,
    )


def _photo(answers: Answers, desk: Desk) -> Photo | None:
    """The picture that goes with it, unless it was unsent or cannot be shown."""
    photo = desk.session.get(Photo, answers["photo"]) if answers.get("photo") else None
    return None if photo is None or photo.error else photo


def done(answers: Answers, desk: Desk) -> list[Message]:
    days = date.fromisoformat(answers["from"]), date.fromisoformat(answers["until"])
    lots = [_post(entry, days, answers, desk, n) for n, entry in enumerate(answers["items"])]
    rows = [Row(lot.product.name, thai.amount(lot.amount), thai.price(lot.price)) for lot in lots]
    content = Card(
        texts.POSTED, rows, foot=texts.UNTIL.format(day=thai.near_day(days[1], desk.today))
    )
    return [with_choices(card(content), [say(texts.MENU_STOCK), say(texts.MENU_SELL)])]


def _post(
    entry: basket.Entry, days: tuple[date, date], answers: Answers, desk: Desk, number: int
) -> Lot:
    product, amount, most = for_sale.offered(entry, desk)
    lot = Lot.post(
        desk.session,
        desk.member,
        product,
        amount,
        for_sale.price_of(entry, product),
        days,
        desk.now,
        source=f"{desk.event_key}:{number}",
        photo=_photo(answers, desk),
        hoped=most.quantity if most else None,
    )
    desk.session.refresh(lot)
    return lot


CONVERSATION = Conversation(
    name="sell",
    title=texts.SELL,
    words=frozenset({"ลงขาย", "ขาย", "ขายของ", "ลงของ", "มีของ"}),
    refuse=only_producers,
    begin=tapped.begin,
    adds=tapped.adds,
    take=take,
    questions=[
        *basket.questions(sells=True, likely=likely, take=take),
        basket.doubt_question(largest_posted),
        *basket.price_questions(),
        *ready_days.QUESTIONS,
    ],
    overhear=keep_photo,
    more=basket.more(take, "post_stock", ready_days.move),
    card=show,
    done=learning(done),
)
