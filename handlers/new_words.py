"""Words that were confirmed to mean a product: noted, and made its names by staff."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot import texts
from bot.cards import Card, Row, card
from bot.conversation import Answers, Desk, Tap, View
from bot.language.aliases import as_name, clash
from bot.messages import Action, Message, tap, text
from handlers.front import menu
from handlers.roles import only_staff
from handlers.row_ids import row_id
from handlers.unread import masked_words
from models.newword import NewWord

MOST_SHOWN = 5
Done = Callable[[Answers, Desk], list[Message]]


def learning(done: Done) -> Done:
    """*done*, and after it what the person has confirmed to mean by words we did not know."""

    def learned(answers: Answers, desk: Desk) -> list[Message]:
        replies = done(answers, desk)
        for entry in answers.get("items", ()):
            _keep(entry.get("confirmed") or "", entry.get("product"), desk)
        return replies

    return learned


def _keep(said: str, product_id: int | None, desk: Desk) -> None:
    """Not what is known by now, and not what may be somebody's name."""
    word = as_name(said)
    if word is None or product_id is None or clash(word, desk.catalogue):
        return
    if masked_words(word, desk.session, desk.catalogue) == word:
        NewWord.keep(desk.session, word, product_id, desk.now)


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    waiting = desk.session.scalars(NewWord.waiting()).all()
    if not waiting:
        return [text(texts.NO_NEW_WORDS, menu(desk))]
    left = len(waiting) - MOST_SHOWN
    foot = texts.MORE_NEW_WORDS.format(count=left) if left > 0 else ""
    rows = [_row(word) for word in waiting[:MOST_SHOWN]]
    return [card(Card(texts.NEW_WORDS, rows, lead=texts.NEW_WORDS_LEAD, foot=foot))]


def _row(word: NewWord) -> Row:
    about = texts.NEW_WORD.format(product=word.product.name, count=word.count)
    buttons = (
        _button(texts.ADD_WORD, "add_word", word),
        _button(texts.REFUSE_WORD, "refuse_word", word),
    )
    return Row(word.word, about, buttons=buttons)


def _button(label: str, act: str, word: NewWord) -> Action:
    return tap(label, {"do": act, "w": str(word.id)}, f"{label} {word.word}")


def add(about: Mapping[str, str], desk: Desk) -> list[Message]:
    return _decide(about, desk, _add)


def refuse(about: Mapping[str, str], desk: Desk) -> list[Message]:
    return _decide(about, desk, _refuse)


def _decide(
    about: Mapping[str, str], desk: Desk, decide: Callable[[NewWord, Desk], str]
) -> list[Message]:
    if refusal := only_staff(desk):
        return [text(refusal, menu(desk))]
    number = row_id(about.get("w", ""))
    if number is None:
        waiting = desk.session.scalars(NewWord.waiting().limit(2)).all()
        if len(waiting) != 1:
            return show(about, desk)
        number = waiting[0].id
    word = desk.session.get(NewWord, number, with_for_update=True)
    if word is None:
        return show(about, desk)
    return [text(decide(word, desk)), *_next(desk)]


def _next(desk: Desk) -> list[Message]:
    return show({}, desk) if desk.session.scalars(NewWord.waiting().limit(1)).first() else []


def _add(word: NewWord, desk: Desk) -> str:
    reason = clash(word.word, desk.catalogue)
    said = {"word": word.word, "product": word.product.name}
    if reason == "word":
        return texts.WORD_IS_COMMAND.format(**said)
    if reason is None and word.add(desk.session, desk.now):
        return texts.WORD_ADDED.format(**said)
    meant = desk.catalogue.find(word.word)
    if meant is not None and meant.id != word.product_id:
        return texts.WORD_IS_PRODUCT.format(word=word.word, product=meant.name)
    return texts.WORD_DECIDED.format(**said)


def _refuse(word: NewWord, desk: Desk) -> str:
    words = texts.WORD_REFUSED if word.refuse() else texts.WORD_DECIDED
    return words.format(word=word.word, product=word.product.name)


def _is_asked(desk: Desk) -> bool:
    """Whether the bare words can mean that: something waits for this member of staff."""
    waiting = NewWord.waiting().limit(1)
    return desk.member.is_staff and desk.session.scalars(waiting).first() is not None


VIEW = View("new_words", frozenset({"คำใหม่", "ดูคำใหม่"}), show, only_staff)
ADD = Tap("add_word", add, frozenset({texts.ADD_WORD, "เพิ่มคำนี้", "เพิ่มคำใหม่"}), _is_asked)
REFUSE = Tap(
    "refuse_word", refuse, frozenset({texts.REFUSE_WORD, "ไม่เอาคำนี้", "ไม่เอาคำใหม่"}), _is_asked
)
