"""Putting what is pending to the person: the edit menu, an open question, or the card."""

from __future__ import annotations

from bot import texts
from bot.asking import put_card, put_edit_menu, put_question
from bot.conversation import CardMaker, Conversation, Refused, Unreadable
from bot.engine.scene import Scene
from bot.memory import Thread


def ask_current(scene: Scene, hint: Unreadable | None = None, offer_menu: bool = False) -> None:
    """offer_menu: what can be done is shown when nothing is pending."""
    thread = scene.memory.current
    if thread is None:
        if offer_menu:
            scene.replies += scene.book.help(scene.desk)[-1:]
        return
    conversation = scene.conversation(thread)
    question = scene.pending(thread)
    if thread.editing:
        scene.replies += put_edit_menu(thread, conversation.questions, hint)
    elif question is not None:
        ask = question.ask(thread.answers, scene.desk)
        scene.replies += put_question(thread, question, ask, hint)
    elif conversation.card is None:
        finish(scene, thread, conversation)
    else:
        _show_card(scene, thread, conversation.card, hint)


def finish(scene: Scene, thread: Thread, conversation: Conversation) -> None:
    """Everything is said and confirmed: the one place where a conversation touches the models."""
    try:
        with scene.desk.session.begin_nested():
            scene.replies += conversation.done(thread.answers, scene.desk)
    except Refused as refused:
        return _refused(scene, thread, refused)
    scene.memory.finish(thread)
    return resume(scene)


def drop(scene: Scene, thread: Thread) -> None:
    scene.memory.threads.remove(thread)
    scene.say(texts.CANCELLED.format(title=scene.conversation(thread).title))
    resume(scene)


def resume(scene: Scene) -> None:
    """Back to what was interrupted, if anything was."""
    if scene.memory.current is not None:
        title = scene.conversation(scene.memory.current).title
        scene.say(texts.RESUMED.format(title=title))
        ask_current(scene)


def _show_card(scene: Scene, thread: Thread, card: CardMaker, hint: Unreadable | None) -> None:
    try:
        scene.replies += put_card(thread, card(thread.answers, scene.desk), hint)
    except Refused as refused:
        _refused(scene, thread, refused)


def _refused(scene: Scene, thread: Thread, refused: Refused) -> None:
    """The market said no: ask for the one answer that may change that, or let it go."""
    scene.say(refused.reason)
    if refused.reopen:
        scene.reopen(thread, refused.reopen)
        ask_current(scene)
    else:
        scene.memory.threads.remove(thread)
        resume(scene)
