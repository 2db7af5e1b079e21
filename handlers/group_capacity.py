"""Staff set what a producer group can make in a day."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sqlalchemy import select

from bot import texts, thai
from bot.cards import Card, Row
from bot.conversation import Answers, Ask, Choice, Conversation, Desk, Question, Unreadable
from bot.language.answers import read_quantity
from bot.language.normalize import bare
from bot.messages import Message, text
from bot.said import Said
from bot.texts import NO_LIMIT
from handlers.roles import only_staff
from models.capacity import Capacity, set_capacity
from models.catalogue import Product
from models.lot import Lot
from models.measure import THOUSAND, Amount
from models.people import ProducerGroup

MOST = 1_000_000


def ask_group(answers: Answers, desk: Desk) -> Ask:
    kept = desk.session.scalars(Capacity.all_kept())
    lines = [
        texts.CAPACITY_LINE.format(
            group=each.producer_group.short_name, amount=thai.amount(_amount(each))
        )
        for each in kept
    ]
    choices = [Choice(group.short_name, f"group {group.id}") for group in _groups(desk)]
    return Ask(
        texts.ASK_GROUP_TO_CAP.format(capacities="\n".join(lines) or texts.NO_CAPACITY), choices
    )


def _amount(capacity: Capacity) -> Amount:
    return Amount(capacity.quantity, capacity.measure, capacity.measure, THOUSAND)


def _groups(desk: Desk) -> Sequence[ProducerGroup]:
    return desk.session.scalars(select(ProducerGroup).order_by(ProducerGroup.id)).all()


def read_group(said: Said, answers: Answers, desk: Desk) -> Answers:
    words = said.words.strip()
    for group in _groups(desk):
        if words in (f"group {group.id}", group.short_name, group.name):
            return {"group": group.id}
    raise Unreadable(texts.GROUP_HINT)


def _group(answers: Answers, desk: Desk) -> ProducerGroup:
    return desk.session.get_one(ProducerGroup, answers["group"])


def ask_capacity(answers: Answers, desk: Desk) -> Ask:
    group = _group(answers, desk)
    choices = [Choice(f"{NO_LIMIT} {unit}") for unit in _measures(answers, desk)]
    return Ask(texts.ASK_CAPACITY.format(group=group.short_name), choices)


def _measures(answers: Answers, desk: Desk) -> list[str]:
    """What the group's goods were counted in so far; for a new group what any goods are."""
    sold = select(Lot.measure).where(Lot.producer_group_id == answers["group"]).distinct()
    measures = set(desk.session.scalars(sold))
    return sorted(measures or set(desk.session.scalars(select(Product.base_unit).distinct())))


def read_capacity(said: Said, answers: Answers, desk: Desk) -> Answers:
    """quantity: thousandths as a number, None for no limit."""
    words, quantity = bare(said.words), None
    if words.startswith(NO_LIMIT):
        unit: str | None = words.removeprefix(NO_LIMIT).strip()
    else:
        amount = read_quantity(said.words, None)
        if amount is None or amount.unit is None or not _fits(amount.quantity):
            raise Unreadable(texts.CAPACITY_HINT)
        unit, quantity = amount.unit, int(amount.quantity) * THOUSAND
    measures = _measures(answers, desk)
    if unit not in measures:
        group = _group(answers, desk).short_name
        words = texts.CAPACITY_UNIT.format(group=group, unit=unit, units=" ".join(measures))
        raise Unreadable(words, meant=True)
    return {"capacity": {"measure": unit, "quantity": quantity}}


def _fits(quantity: Fraction) -> bool:
    return quantity <= MOST and quantity.denominator == 1


def _shown(answers: Answers) -> str:
    said = answers["capacity"]
    unit, quantity = said["measure"], said["quantity"]
    if quantity is None:
        return texts.NO_CAP.format(unit=unit)
    return thai.amount(Amount(quantity, unit, unit, THOUSAND))


def show(answers: Answers, desk: Desk) -> Card:
    rows = [
        Row(texts.ROW_GROUP, _group(answers, desk).short_name, strong=True),
        Row(texts.ROW_A_DAY, _shown(answers), strong=True),
    ]
    return Card(texts.CAPACITY_CARD, rows, foot=texts.CAPACITY_FOOT)


def done(answers: Answers, desk: Desk) -> list[Message]:
    group, said, by = _group(answers, desk), answers["capacity"], desk.member.name or "-"
    set_capacity(desk.session, group, said["measure"], said["quantity"], by, desk.now)
    return [text(texts.CAPACITY_SET.format(group=group.short_name, amount=_shown(answers)))]


CONVERSATION = Conversation(
    name="group_capacity",
    title=texts.CAPACITY_TITLE,
    words=frozenset({"ตั้งกำลังผลิต", "กำลังผลิต", "แก้กำลังผลิต", "ตั้งกำลังการผลิต", "กำลังการผลิต"}),
    refuse=only_staff,
    questions=[
        Question("group", texts.EDIT_GROUP, ask_group, read_group),
        Question("capacity", texts.EDIT_CAPACITY, ask_capacity, read_capacity),
    ],
    card=show,
    done=done,
)
