"""How a conversation is declared: its words, its questions in order, its card, and one `done`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot import texts
from bot.cards import Card
from bot.desk import Desk
from bot.language.reading import Reading
from bot.messages import Action, Message
from bot.said import Said

__all__ = [
    "OFFER_PERSON_AFTER",
    "Answers",
    "Ask",
    "CardMaker",
    "Choice",
    "Conversation",
    "Desk",
    "More",
    "Question",
    "Refused",
    "Tap",
    "Unreadable",
    "View",
]

Answers = dict[str, Any]
# So many misreadings in a row, and the person is offered a person.
OFFER_PERSON_AFTER = 2


class Unreadable(Exception):
    """The words do not answer the question; hint says what would, in Thai.

    choices: values worth offering instead of the question's own; meant: the words are about the
    question and only not exact enough, so they are no other wish.
    """

    def __init__(self, hint: str, choices: Sequence[Choice] = (), meant: bool = False) -> None:
        super().__init__(hint)
        self.hint = hint
        self.choices = choices
        self.meant = meant


class Refused(Exception):
    """The market says no to a finished conversation; reopen names the answer to give anew.

    choices: what else can be done, as buttons.
    """

    def __init__(
        self, reason: str, reopen: str | None = None, choices: Sequence[Action] = ()
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.reopen = reopen
        self.choices = choices


CardMaker = Callable[[Answers, Desk], Card]
More = Callable[[Reading, Said, Answers, Desk], Answers]


@dataclass(frozen=True, slots=True)
class Choice:
    """A likely answer: what the button says and what it stands for (the label, unless given)."""

    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as it is put: its words and its likely answers.

    days: first and last day a date picker offers; extra: LINE actions such as a location picker.
    """

    words: str
    choices: Sequence[Choice] = ()
    days: tuple[date, date] | None = None
    extra: Sequence[Action] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """slot: the key of its answer; label: what the edit menu calls it ('' keeps it out).

    read gives the answers to keep, and raises Unreadable; needed says whether it is still open, the
    first that is gets asked; an optional one is asked only when it is chosen for editing; free: any
    words would answer it, so that corrections are looked for first.
    """

    slot: str
    label: str
    ask: Callable[[Answers, Desk], Ask]
    read: Callable[[Said, Answers, Desk], Answers]
    needed: Callable[[Answers, Desk], bool] | None = None
    optional: bool = False
    free: bool = False
    reopen: Callable[[Answers], Answers] | None = None

    def is_open(self, answers: Answers, desk: Desk) -> bool:
        if self.needed is not None:
            return self.needed(answers, desk)
        return self.slot not in answers and not self.optional


@dataclass(frozen=True, slots=True)
class Conversation:
    """words start it when they are all that is said; take reads a whole sentence into answers.

    refuse: why this member may not hold it, in Thai, or None; overhear: what is taken whenever it
    comes (a picture); more: what a further sentence adds, changes or takes out; adds: what a
    further button that starts it adds; yes, no: the card's buttons; dropped: what is said when it
    is let go; undoes: it cancels something, so that the word ยกเลิก alone is neither a yes nor a no
    to it; own: words that are said to it while it is open, whatever else they do; agrees: whether
    a yes among them can only mean the card as it stands; begins_with: words that start it whatever
    follows, which begin gets as about["rest"].
    """

    name: str
    title: str
    words: frozenset[str]
    questions: Sequence[Question]
    done: Callable[[Answers, Desk], list[Message]]
    card: CardMaker | None = None
    refuse: Callable[[Desk], str | None] = lambda desk: None
    take: Callable[[Reading, Desk], Answers] = lambda reading, desk: {}
    begin: Callable[[Mapping[str, str], Desk], Answers] = lambda about, desk: {}
    overhear: Callable[[Said, Answers, Desk], Answers | None] = lambda said, answers, desk: None
    yes: str = texts.CONFIRM
    no: str = texts.CANCEL
    more: More = lambda reading, said, answers, desk: {}
    adds: Callable[[Mapping[str, str], Answers, Desk], Answers] = lambda about, answers, desk: {}
    dropped: str = texts.CANCELLED
    undoes: bool = False
    own: frozenset[str] = frozenset()
    agrees: Callable[[Answers], bool] = lambda answers: True
    begins_with: str | None = None
    preview: Callable[[Answers, Desk], list[Message]] = lambda answers, desk: []

    def rest(self, words: str) -> str | None:
        """What follows the words that start it, None when others do."""
        if self.begins_with is None or not words.startswith(self.begins_with):
            return None
        return words.removeprefix(self.begins_with).strip()

    @property
    def may_be_edited(self) -> bool:
        return any(question.label for question in self.questions)

    @property
    def card_hint(self) -> str:
        """What to answer to the card."""
        words = texts.CONFIRM_HINT if self.may_be_edited else texts.CHOOSE_HINT
        return words.format(yes=self.yes, no=self.no)


@dataclass(frozen=True, slots=True)
class View:
    """Shows something and changes nothing; served in the middle of any conversation.

    hear: what a sentence says of what is to be shown.
    """

    name: str
    words: frozenset[str]
    show: Callable[[Mapping[str, str], Desk], list[Message]]
    refuse: Callable[[Desk], str | None] = lambda desk: None
    hear: Callable[[Reading, Said, Desk], Mapping[str, str]] = lambda reading, said, desk: {}


@dataclass(frozen=True, slots=True)
class Tap:
    """One tap that is an act of its own (a letter's button), and the words that do the same."""

    name: str
    act: Callable[[Mapping[str, str], Desk], list[Message]]
    words: frozenset[str] = frozenset()
    applies: Callable[[Desk], bool] = lambda desk: True
