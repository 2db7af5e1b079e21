"""How a producer changes one thing of what is on offer: its amount, or its price."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot import texts
from bot.cards import Card, Row
from bot.conversation import Answers, Ask, Choice, Conversation, Desk, Question
from bot.language.reading import Reading
from bot.messages import Message, say, text
from bot.said import Said
from handlers import basket
from handlers.lots_meant import WHICH, begin, lot_of, take
from handlers.roles import only_producers
from models.lot import Lot

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Change(Generic[Thing]):
    """One thing of a lot that may be changed.

    slot, label: of its question; asks says {product} and {old}, changed {product} and {new};
    hear: what a sentence says of it, nothing when it does not fit the lot that is meant; read: the
    answer to its question; old: as it is, new: as it was answered; write: as people read it; keep
    changes the lot and may raise Refused; effect: rows on what follows from it.
    """

    slot: str
    label: str
    asks: str
    card: str
    changed: str
    likely: Callable[[Lot], Sequence[str]]
    hear: Callable[[basket.Entry, Reading, Lot | None], Answers]
    read: Callable[[Said, Lot, Desk], Answers]
    old: Callable[[Lot], Thing]
    new: Callable[[Answers, Lot], Thing]
    write: Callable[[Thing], str]
    keep: Callable[[Lot, Thing, Desk], None]
    effect: Callable[[Answers, Lot, Thing], list[Row]] = lambda answers, lot, new: []

    def take(self, reading: Reading, desk: Desk) -> Answers:
        """The lot and what it is to become; what does not fit the lot is asked for."""
        answers = take(reading, desk)
        entries = basket.take(reading, desk).get("items", [])
        if len(entries) != 1:
            return answers
        lot = lot_of(answers, desk) if answers.get("lot") else None
        return {**answers, **self.hear(entries[0], reading, lot)}

    def ask(self, answers: Answers, desk: Desk) -> Ask:
        lot = lot_of(answers, desk)
        words = self.asks.format(product=lot.product.name, old=self.write(self.old(lot)))
        return Ask(words, [Choice(likely) for likely in self.likely(lot)])

    def answer(self, said: Said, answers: Answers, desk: Desk) -> Answers:
        return self.read(said, lot_of(answers, desk), desk)

    def show(self, answers: Answers, desk: Desk) -> Card:
        lot = lot_of(answers, desk)
        new = self.new(answers, lot)
        rows = [
            Row(texts.ROW_BEFORE, self.write(self.old(lot))),
            Row(texts.ROW_AFTER, self.write(new), strong=True),
        ]
        title = self.card.format(product=lot.product.name)
        return Card(title, [*rows, *self.effect(answers, lot, new)])

    def done(self, answers: Answers, desk: Desk) -> list[Message]:
        lot = lot_of(answers, desk)
        new = self.new(answers, lot)
        self.keep(lot, new, desk)
        words = self.changed.format(product=lot.product.name, new=self.write(new))
        return [text(words, [say(texts.MENU_STOCK)])]

    def conversation(self, name: str, title: str, words: frozenset[str]) -> Conversation:
        return Conversation(
            name=name,
            title=title,
            words=words,
            refuse=only_producers,
            begin=begin,
            take=self.take,
            questions=[WHICH, Question(self.slot, self.label, self.ask, self.answer)],
            card=self.show,
            done=self.done,
        )


def fits(unit: str | None, lot: Lot | None) -> bool:
    """Whether the unit compares with the one lot that is meant."""
    if unit is None or lot is None:
        return False
    known = [each.name for each in lot.product.units]
    return unit in known and lot.product.measure(unit)[0] == lot.measure


def as_item(lot: Lot) -> Answers:
    """The lot as an item without its number and price, so that the basket's readers serve it."""
    return {"items": [{"product": lot.product_id, "unit": lot.unit}]}
