"""A purchaser says what may be sent for a line that is ordered, or that nothing may."""

from __future__ import annotations

from collections.abc import Mapping

from bot import texts, thai
from bot.cards import Card, Row
from bot.conversation import Answers, Ask, Conversation, Desk, Question, Refused
from bot.language.catalogue import Catalogue
from bot.language.reading import Reading
from bot.messages import Message, say, text
from bot.said import Said
from handlers.basket.instead import ask_instead, read_instead
from handlers.basket.items import said_of
from handlers.orders_meant import too_late, with_day
from handlers.roles import only_buyers
from handlers.row_ids import row_id
from handlers.substitutes.meant import among, line_of, lines_of, which_line, wished_in
from handlers.wishes import notes_of
from models.catalogue import Product
from models.changing import OrderGone
from models.order_line import CutOffPassed
from models.substituting import set_substitutes


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    """The line of a button, or what is named behind ของแทน."""
    if "line" in about:
        return {"line": row_id(about["line"])}
    product = _named(about.get("rest", ""), desk.catalogue)
    return among(lines_of({product}, None, desk)) if product else {}


def _named(words: str, catalogue: Catalogue) -> int | None:
    product = catalogue.find(words) if words else None
    return product.id if product else None


def take(reading: Reading, desk: Desk) -> Answers:
    wished = wished_in(reading)
    said = [said_of(each, reading) for each in wished]
    return {**among(lines_of(wished, reading, desk)), "instead": said[0]["instead"]}


def more(reading: Reading, said: Said, answers: Answers, desk: Desk) -> Answers:
    """Other words about the same line, while the card is shown."""
    if not answers.get("line") or any(item.quantity for item in reading.items):
        return {}
    found = said_of(line_of(answers, desk).product_id, reading)
    return found if found != {"instead": answers.get("instead")} else {}


def _ask(answers: Answers, desk: Desk) -> Ask:
    return ask_instead(line_of(answers, desk).product_id, desk)


def _read(said: Said, answers: Answers, desk: Desk) -> Answers:
    return {"instead": read_instead(said, line_of(answers, desk).product_id, desk)}


def show(answers: Answers, desk: Desk) -> Card:
    line, others = line_of(answers, desk), _products(answers, desk)
    notes = notes_of(line.product, others, line.measure, desk) or [texts.INSTEAD_UNSAID]
    row = Row(line.product.name, thai.amount(line.amount), "\n".join(notes), strong=True)
    foot = [texts.INSTEAD_STANDS] if line.reserved else []
    if others and line.missing:
        missing = thai.amount(line.amount.with_quantity(line.missing))
        foot.append(texts.INSTEAD_SEEKS.format(amount=missing))
    subtitle = with_day(line.order, desk)
    return Card(texts.INSTEAD_CARD, [row], subtitle=subtitle, foot="\n".join(foot))


def _products(answers: Answers, desk: Desk) -> tuple[Product, ...] | None:
    if answers["instead"] is None:
        return None
    return tuple(desk.session.get_one(Product, each) for each in answers["instead"])


def done(answers: Answers, desk: Desk) -> list[Message]:
    line, others = line_of(answers, desk), _products(answers, desk)
    try:
        line = set_substitutes(desk.session, line.id, others, desk.now)
    except CutOffPassed as passed:
        raise too_late(passed, desk) from None
    except OrderGone:
        raise Refused(texts.NO_SUCH_ORDER) from None
    seeks = line.missing and line.substitutes
    words = texts.INSTEAD_KEPT_AND_SOUGHT if seeks else texts.INSTEAD_KEPT
    said = words.format(product=line.product.name, number=line.order.number)
    return [text(said, [say(texts.MENU_ORDERS)])]


CONVERSATION = Conversation(
    name="substitutes",
    title=texts.INSTEAD_TITLE,
    words=frozenset({"ตั้งของแทน", "แก้ของแทน"}),
    begins_with=texts.EDIT_INSTEAD,
    refuse=only_buyers,
    begin=begin,
    take=take,
    more=more,
    questions=[which_line(), Question("instead", texts.EDIT_INSTEAD, _ask, _read)],
    card=show,
    done=done,
)
