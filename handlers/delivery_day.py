"""The day an order is delivered: heard, asked for, and refused when it is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bot import texts, thai
from bot.conversation import Answers, Ask, Choice, Desk, Question, Unreadable
from bot.language.reading import Reading
from bot.said import Said
from handlers.cut_offs import until
from handlers.days import day_choices, days_from, read_day
from models.calendar import FURTHEST_DAY, USUAL
from models.catalogue import Product
from models.cycle import Cycle

# Which goods the day is for.
Goods = Callable[[Answers, Desk], Sequence[Product]]
OFFERED = 4
LOOKED_AT = 14


def said_in(reading: Reading, desk: Desk) -> Answers:
    """The day a sentence names, whether it is open or not; nothing when it names none."""
    return {} if reading.date is None else {"day": reading.date.isoformat()}


def move(reading: Reading, answers: Answers, desk: Desk) -> Answers:
    """A day said later."""
    return said_in(reading, desk)


def goods(answers: Answers, desk: Desk) -> Sequence[Product]:
    """Those in the basket, as far as they are known."""
    ids = [entry["product"] for entry in answers.get("items", []) if entry.get("product")]
    return [desk.session.get_one(Product, product) for product in ids]


def question(goods: Goods = goods) -> Question:
    """Asked while there is no day, or one that is closed for one of the goods."""

    def is_open(answers: Answers, desk: Desk) -> bool:
        return not answers.get("day") or _closed(answers, desk) is not None

    def _closed(answers: Answers, desk: Desk) -> str | None:
        day = answers.get("day")
        return why_closed(date.fromisoformat(day), desk, goods(answers, desk)) if day else None

    def ask(answers: Answers, desk: Desk) -> Ask:
        choices, first = _open_days(goods(answers, desk), desk)
        words = "\n\n".join(filter(None, (_closed(answers, desk), texts.ASK_DAY)))
        return Ask(words, choices, (first, desk.today + FURTHEST_DAY))

    def read(said: Said, answers: Answers, desk: Desk) -> Answers:
        day, wanted = read_day(said, desk), goods(answers, desk)
        if (closed := why_closed(day, desk, wanted)) is not None:
            raise Unreadable(closed, _open_days(wanted, desk)[0], meant=True)
        return {"day": day.isoformat()}

    return Question("day", texts.EDIT_DAY, ask, read, needed=is_open)


def _open_days(products: Sequence[Product], desk: Desk) -> tuple[list[Choice], date]:
    """The next days all of them can be ordered for, and the soonest."""
    cycle = Cycle.read(desk.session, desk.now)
    first = cycle.first_common_day(products, desk.now)
    days = [
        day
        for day in days_from(first, LOOKED_AT)
        if all(desk.now < cycle.cut_off(product, day) for product in products)
    ]
    return day_choices(days[:OFFERED], desk.today), first


def why_closed(day: date, desk: Desk, products: Sequence[Product] = ()) -> str | None:
    """Why no order of these goods can be taken for that day, or None.

    Without products: why none of what has no cut-off of its own can.
    """
    if day > desk.today + FURTHEST_DAY:
        return texts.DAY_TOO_FAR.format(days=FURTHEST_DAY.days)
    cycle = Cycle.read(desk.session, desk.now)
    first = thai.near_day(cycle.first_common_day(products, desk.now), desk.today)
    late = [p for p in products if desk.now >= cycle.cut_off(p, day)]
    if not late and (products or day >= cycle.first_common_day([], desk.now)):
        return None
    cuts = [(p.name, cycle.cut_off(p, day)) for p in late]
    said = {"day": thai.near_day(day, desk.today), "first": first}
    if all(cycle.rule(p) == USUAL for p in products):
        return texts.DAY_CLOSED.format(cut_off=_usual(cycle, late, day, desk), **said)
    names = " ".join(dict.fromkeys(product.name for product in late))
    words = [texts.LATE_GOODS.format(goods=names, cut_off=until(cuts, desk.today), **said)]
    if len(late) < len(products):
        words.append(texts.DROP_LATE.format(goods=names))
    return "\n".join(words)


def _usual(cycle: Cycle, late: Sequence[Product], day: date, desk: Desk) -> str:
    cut = cycle.cut_off(late[0], day) if late else cycle.usual_cut_off(day)
    return thai.moment(cut, desk.today)
