"""Answering what is pending: a question, the card, or the edit menu."""

from __future__ import annotations

from bot import texts
from bot.conversation import Conversation, Refused, Unreadable
from bot.engine.asking import ask_current, drop, finish, is_allowed, refuse
from bot.engine.scene import Scene
from bot.engine.starting import sentence
from bot.language.answers import read_yes_no
from bot.language.catalogue import Catalogue
from bot.language.commands import read_command
from bot.language.normalize import normalize
from bot.memory import Thread
from bot.said import Said


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
        else _word(said, conversation, scene.desk.catalogue)
    )
    if word == "confirm":
        finish(scene, thread, conversation)
    elif word == "edit":
        thread.editing = True
        ask_current(scene)
    elif word == "cancel":
        drop(scene, thread)
    else:
        no = said.is_typed and read_yes_no(said.words) is False
        _not_an_answer(scene, thread, said, Unreadable(conversation.card_hint, meant=no))


def _word(said: Said, conversation: Conversation, catalogue: Catalogue) -> str | None:
    """What typed words mean to the card: confirm, edit, cancel, or nothing."""
    words = normalize(said.words).strip()
    labels = {conversation.yes: "confirm", conversation.no: "cancel"}
    if words in labels:
        return labels[words]
    if conversation.undoes and read_yes_no(words) is False:
        return "cancel"
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
        name = scene.book.by_sentence(scene.read(said), scene.desk)
        if name == thread.name and _added(scene, thread, said):
            return ask_current(scene)
        if name is not None and name != thread.name and scene.book.named(name):
            return sentence(scene, said)
    scene.memory.misread += 1
    return ask_current(scene, hint=unreadable)


def _added(scene: Scene, thread: Thread, said: Said) -> bool:
    """Whether the sentence says more of the same: one more product, or all of it over again."""
    more = scene.conversation(thread).more(scene.read(said), thread.answers, scene.desk)
    if more:
        thread.answer(more)
        scene.memory.misread = 0
    return bool(more)
