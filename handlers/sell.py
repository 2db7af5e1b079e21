"""A producer posts what is ready."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy import func, select

from bot import texts, thai
from bot.cards import Card, Row, card, day_row
from bot.conversation import Answers, Ask, Conversation, Desk, Question, Refused, Unreadable
from bot.language.answers import read_date_range
from bot.language.reading import Reading
from bot.messages import Message, say, with_choices
from bot.said import Said
from handlers import basket, delivery_day, tapped
from handlers.again import post_again
from handlers.days import day_choices, days_from, read_day
from handlers.history import largest_posted
from handlers.roles import only_producers
from models.calendar import FURTHEST_DAY
from models.catalogue import Product
from models.cycle import Cycle
from models.lot import Lot
from models.measure import Price, TooFine
from models.photo import Photo

LIKELY = 8
# Days offered as the last day, counted from the first.
LASTS = (0, 1, 2, 6, 13, 29)


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
    answers = basket.take(reading, desk)
    if reading.date and reading.date >= desk.today:
        answers["from"] = reading.date.isoformat()
    if reading.date_end and reading.date_end >= desk.today:
        answers["until"] = reading.date_end.isoformat()
    if reading.expiry and reading.expiry >= desk.today:
        answers["until"] = reading.expiry.isoformat()
    return post_again(reading, answers, desk) if reading.action == "same_again" else answers


def move(reading: Reading, answers: Answers, desk: Desk) -> Answers:
    """Days said later: "ไม่ใช่ศุกร์ เสาร์" corrects the last day if that is the one given up."""
    said = {key: day for key, day in take(reading, desk).items() if key in ("from", "until")}
    given_up = reading.date_from.isoformat() if reading.date_from else None
    if given_up and given_up == answers.get("until") != answers.get("from"):
        return {"until": said["from"]} if "from" in said else {}
    first, last = said.get("from", ""), said.get("until") or answers.get("until") or ""
    return {**said, "until": None} if last and first > last else said


def from_is_open(answers: Answers, desk: Desk) -> bool:
    """A first day that is over by now is asked for again."""
    first = answers.get("from")
    return first is None or date.fromisoformat(first) < desk.today


def until_is_open(answers: Answers, desk: Desk) -> bool:
    """A last day nobody can order for is asked for again."""
    last = answers.get("until")
    return last is None or date.fromisoformat(last) < _earliest_last(answers, desk)


def _earliest_last(answers: Answers, desk: Desk) -> date:
    """The soonest day one of the goods can be ordered for."""
    cycle, goods = Cycle.read(desk.session, desk.now), delivery_day.goods(answers, desk)
    soonest = [cycle.first_day(product, desk.now) for product in goods]
    first = min(soonest, default=cycle.first_common_day([], desk.now))
    return max(date.fromisoformat(answers["from"]), first)


def ask_from(answers: Answers, desk: Desk) -> Ask:
    over = answers.get("from")
    past = texts.DAY_PAST.format(day=thai.day(date.fromisoformat(over))) if over else ""
    days = days_from(desk.today, 4)
    words = "\n\n".join(filter(None, (past, texts.ASK_FROM)))
    return Ask(words, day_choices(days, desk.today), _reach(desk.today, desk))


def read_from(said: Said, answers: Answers, desk: Desk) -> Answers:
    days = read_date_range(said.words, desk.today) if said.is_typed else None
    if days and days[0] < days[1]:
        return {"from": days[0].isoformat(), "until": days[1].isoformat()}
    first = read_day(said, desk)
    last = answers.get("until")
    kept = {} if last is None or date.fromisoformat(last) >= first else {"until": None}
    return {"from": first.isoformat(), **kept}


def ask_until(answers: Answers, desk: Desk) -> Ask:
    first = _earliest_last(answers, desk)
    days = [first + timedelta(days=n) for n in LASTS]
    why = _too_early(answers, desk) if answers.get("until") else ""
    words = "\n\n".join(filter(None, (why, texts.ASK_UNTIL)))
    return Ask(words, day_choices(days, desk.today), _reach(first, desk))


def read_until(said: Said, answers: Answers, desk: Desk) -> Answers:
    last = read_day(said, desk)
    if last < _earliest_last(answers, desk):
        raise Unreadable(_too_early(answers, desk), meant=True)
    return {"until": last.isoformat()}


def _too_early(answers: Answers, desk: Desk) -> str:
    """Why the last day cannot be that early."""
    first = _earliest_last(answers, desk)
    if first == date.fromisoformat(answers["from"]):
        return texts.UNTIL_BEFORE_FROM.format(day=thai.day(first))
    return texts.UNTIL_TOO_EARLY.format(day=thai.near_day(first, desk.today))


def keep_photo(said: Said, answers: Answers, desk: Desk) -> Answers | None:
    """A picture comes when it comes; LINE forgets it soon, so it is fetched at once."""
    if said.kind != "image" or said.message_id is None:
        return None
    return {"photo": Photo.ask(desk.session, said.message_id, desk.now).id}


def show(answers: Answers, desk: Desk) -> Card:
    rows = [_row(entry, desk) for entry in answers["items"]]
    first, last = (date.fromisoformat(answers[key]) for key in ("from", "until"))
    rows.append(day_row("พร้อมส่ง", first, desk.today))
    rows.append(day_row("ถึง", last, desk.today))
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


def _row(entry: basket.Entry, desk: Desk) -> Row:
    product = desk.session.get_one(Product, entry["product"])
    amount = product.amount(Fraction(entry["number"]), entry["unit"])
    most = product.amount(Fraction(entry["most"]), entry["unit"]) if entry.get("most") else None
    value = thai.span(amount, most) if most else thai.amount(amount)
    note = thai.price(price_of(entry, product))
    if entry.get("basis") == "total":
        note += f" (รวม {thai.number(Fraction(entry['price']))} บาท)"
    return Row(product.name, value, note, strong=True)


def price_of(entry: basket.Entry, product: Product) -> Price:
    """The unit price, whatever it was said for. Raises Refused when a total does not divide."""
    baht, number = Fraction(entry["price"]), Fraction(entry["number"])
    if entry.get("basis") != "total":
        return product.price(baht, entry.get("price_unit") or entry["unit"])
    try:
        return product.price(baht / number, entry["unit"])
    except TooFine:
        words = texts.PRICE_UNEVEN.format(
            price=thai.number(baht), number=thai.number(number), unit=entry["unit"]
        )
        raise Refused(words, reopen="price") from None


def done(answers: Answers, desk: Desk) -> list[Message]:
    days = date.fromisoformat(answers["from"]), date.fromisoformat(answers["until"])
    lots = [_post(entry, days, answers, desk, n) for n, entry in enumerate(answers["items"])]
    rows = [Row(lot.product.name, thai.amount(lot.amount), thai.price(lot.price)) for lot in lots]
    content = Card(texts.POSTED, rows, foot=f"ถึง{thai.near_day(days[1], desk.today)}")
    return [with_choices(card(content), [say(texts.MENU_STOCK), say(texts.MENU_SELL)])]


def _post(
    entry: basket.Entry, days: tuple[date, date], answers: Answers, desk: Desk, number: int
) -> Lot:
    product = desk.session.get_one(Product, entry["product"])
    amount = product.amount(Fraction(entry["number"]), entry["unit"])
    most = entry.get("most")
    lot = Lot.post(
        desk.session,
        desk.member,
        product,
        amount,
        price_of(entry, product),
        days,
        desk.now,
        source=f"{desk.event_key}:{number}",
        photo=_photo(answers, desk),
        hoped=product.amount(Fraction(most), entry["unit"]).quantity if most else None,
    )
    desk.session.refresh(lot)
    return lot


def _reach(first: date, desk: Desk) -> tuple[date, date]:
    return first, desk.today + FURTHEST_DAY


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
        Question("from", "วันพร้อมส่ง", ask_from, read_from, from_is_open),
        Question("until", "ขายถึงวัน", ask_until, read_until, until_is_open),
    ],
    overhear=keep_photo,
    more=basket.more(take, "post_stock", move),
    card=show,
    done=done,
)
