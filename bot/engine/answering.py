"""Answering what is pending: a question, the card, or the edit menu."""

from __future__ import annotations

from dataclasses import replace

from bot import texts
from bot.conversation import Answers, Conversation, Question, Refused, Unreadable
from bot.engine.asking import ask_current, drop, finish, is_allowed, offer_person, refuse
from bot.engine.scene import Scene
from bot.engine.starting import sentence, two_wishes
from bot.language.answers import read_yes_no
from bot.language.catalogue import Catalogue
from bot.language.commands import read_command
from bot.language.normalize import bare, normalize
from bot.language.reading import Item, Reading
from bot.memory import Thread
from bot.said import Said

CORRECTIONS = ("add", "change", "remove", "reschedule", "zero")


def answer(scene: Scene, thread: Thread, said: Said) -> None:
    if not is_allowed(scene, thread):
        return None
    conversation = scene.conversation(thread)
    heard = conversation.overhear(said, thread.answers, scene.desk)
    if heard is not None:
        thread.answers |= heard
        thread.revision += 1
        return ask_current(scene)
    if thread.editing and said.data.get("q") != "confirm":
        return _choose_edit(scene, thread, conversation, said)
    thread.editing = False  # a button of the card, unchanged as it is, counts all the same
    if scene.pending(thread) is None:
        return _confirm(scene, thread, conversation, said)
    return _answer_question(scene, thread, said)


def _answer_question(scene: Scene, thread: Thread, said: Said) -> None:
    question = scene.pending(thread)
    if question is None:
        return None
    if said.kind == "tap" and said.data.get("q") != question.slot:
        return ask_current(scene)  # time has opened another question since the button was shown
    corrects = said.is_typed and _is_rather_a_correction(scene.read(said), question)
    if corrects and _amended(scene, thread, said):
        return None
    try:
        thread.answer(question.read(said, thread.answers, scene.desk))
    except Unreadable as unreadable:
        return _not_an_answer(scene, thread, said, unreadable)
    except Refused as refused:
        return refuse(scene, thread, refused)
    scene.memory.misread = 0
    return ask_current(scene)


def _confirm(scene: Scene, thread: Thread, conversation: Conversation, said: Said) -> None:
    word = (
        said.data.get("v")
        if said.kind == "tap"
        else _word(said, thread, conversation, scene.desk.catalogue)
    )
    if word == "confirm":
        finish(scene, thread, conversation)
    elif word == "edit":
        thread.editing = True
        ask_current(scene)
    elif word == "cancel":
        drop(scene, thread)
    elif not (said.is_typed and _amended(scene, thread, said)):
        no = said.is_typed and read_yes_no(said.words) is False
        _not_an_answer(scene, thread, said, Unreadable(conversation.card_hint, meant=no))


def _word(
    said: Said, thread: Thread, conversation: Conversation, catalogue: Catalogue
) -> str | None:
    """What typed words mean to the card: confirm, edit, cancel, or nothing."""
    words = normalize(said.words).strip()
    labels = {conversation.yes: "confirm", conversation.no: "cancel"}
    if words in labels:
        return labels[words]
    if conversation.undoes and read_yes_no(words) is False:
        return "cancel"
    if bare(words) in conversation.own and read_yes_no(words) is True:
        return "confirm" if conversation.agrees(thread.answers) else None
    return read_command(words, catalogue)


def _choose_edit(scene: Scene, thread: Thread, conversation: Conversation, said: Said) -> None:
    wanted = said.words.strip()
    question = next(
        (q for q in conversation.questions if q.label and wanted in (q.slot, q.label)), None
    )
    if question is None:
        return _not_an_answer(scene, thread, said, Unreadable(texts.EDIT_HINT))
    scene.reopen(thread, question.slot)
    return ask_current(scene)


def _not_an_answer(scene: Scene, thread: Thread, said: Said, unreadable: Unreadable) -> None:
    """Another wish in the middle is served; anything else gets the hint and the question again."""
    if said.is_typed and not unreadable.meant:
        if _amended(scene, thread, said):
            return None
        name = scene.book.by_sentence(scene.read(said), scene.desk)
        if name is not None and name != thread.name and scene.book.named(name):
            return sentence(scene, said)
    scene.misheard(said)
    ask_current(scene, hint=unreadable)
    return offer_person(scene)


def _is_rather_a_correction(reading: Reading, question: Question) -> bool:
    """Whether words say more than an answer would: of which product, or that something changes."""
    if question.free:
        return reading.action in CORRECTIONS or any(item.product_id for item in reading.items)
    counted = any(item.product_id and _is_exact(item) for item in reading.items)
    takes_out = bool(reading.removed) or reading.intent == "cancel"
    named = any(item.product_id for item in reading.items) or bool(reading.removed)
    return counted or (named and (takes_out or reading.action in CORRECTIONS))


def _is_exact(item: Item) -> bool:
    """A unit is said, so that the number cannot be meant for something else that was asked."""
    return bool(item.quantity and item.unit) or bool(item.price and item.price_unit)


def _amended(scene: Scene, thread: Thread, said: Said) -> bool:
    """Whether the sentence adds to, changes or takes from what is said so far."""
    conversation, reading = scene.conversation(thread), scene.read(said)
    try:
        more = _both(scene, thread, said)
        if not more and _asks_for_more_than_one_thing(scene, said):
            sentence(scene, said)
            return True
        more = more or conversation.more(reading, said, thread.answers, scene.desk)
    except Unreadable as unreadable:
        ask_current(scene, hint=unreadable)
        return True
    if more:
        thread.answer(more)
        scene.memory.misread = 0
        ask_current(scene)
    return bool(more)


def _asks_for_more_than_one_thing(scene: Scene, said: Said) -> bool:
    """Two that bind, or a correction with a complaint beside it."""
    parts = scene.read_all(said)
    return bool(two_wishes(scene, said)) or (
        len(parts) > 1 and any(part.action == "person" for part in parts)
    )


def _both(scene: Scene, thread: Thread, said: Said) -> Answers:
    """What two corrections in one message change ("เพิ่มแตงกวา 2 กก. แล้วเอาพริกออก")."""
    more, answers = scene.conversation(thread).more, thread.answers
    for first, second in scene.read_pairs(said):
        one = more(first, replace(said, words=first.text), answers, scene.desk)
        two = one and more(second, replace(said, words=second.text), answers | one, scene.desk)
        if two:
            return one | two
    return {}
