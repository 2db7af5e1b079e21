"""Putting what is pending to the person: the edit menu, an open question, or the card."""

from __future__ import annotations

from bot import texts
from bot.asking import put_card, put_edit_menu, put_question
from bot.conversation import (
    OFFER_PERSON_AFTER,
    CardMaker,
    Conversation,
    Question,
    Refused,
    Unreadable,
)
from bot.engine.scene import Scene
from bot.memory import Thread
from bot.messages import say, with_choices, with_one_more


def ask_current(scene: Scene, hint: Unreadable | None = None, offer_menu: bool = False) -> None:
    """offer_menu: what can be done is shown when nothing is pending."""
    thread = scene.memory.current
    if thread is None:
        if offer_menu:
            put_menu(scene)
        return
    if not is_allowed(scene, thread):
        return
    conversation = scene.conversation(thread)
    question = scene.pending(thread)
    if thread.editing:
        scene.replies += put_edit_menu(thread, conversation.questions, hint)
    elif question is not None:
        _ask(scene, thread, question, hint)
    elif conversation.card is None:
        finish(scene, thread, conversation)
    else:
        _show_card(scene, thread, conversation, conversation.card, hint)


def is_allowed(scene: Scene, thread: Thread) -> bool:
    """Whether the member still may hold it: a role can end after the first question was asked."""
    refusal = scene.conversation(thread).refuse(scene.desk)
    if refusal:
        refuse(scene, thread, Refused(refusal))
    return not refusal


def finish(scene: Scene, thread: Thread, conversation: Conversation) -> None:
    """Everything is said and confirmed: the one place where a conversation touches the models."""
    try:
        with scene.desk.session.begin_nested():
            scene.replies += conversation.done(thread.answers, scene.desk)
    except Refused as refused:
        return refuse(scene, thread, refused)
    scene.memory.finish(thread)
    return resume(scene)


def drop(scene: Scene, thread: Thread, words: str = "") -> None:
    """words: what to say instead of what is said whenever it is let go."""
    scene.memory.threads.remove(thread)
    conversation = scene.conversation(thread)
    scene.say(words or conversation.dropped.format(title=conversation.title))
    resume(scene)


def resume(scene: Scene) -> None:
    """Back to what was interrupted, else what can be done next."""
    if scene.memory.current is None:
        return put_menu(scene)
    title = scene.conversation(scene.memory.current).title
    scene.say(texts.RESUMED.format(title=title))
    return ask_current(scene)


def put_menu(scene: Scene) -> None:
    """The buttons of the menu below the last reply, unless it has buttons of its own."""
    if scene.replies and "quickReply" not in scene.replies[-1]:
        scene.replies[-1] = with_choices(scene.replies[-1], scene.book.menu(scene.desk))


def offer_person(scene: Scene) -> None:
    """From the second misreading in a row on, one more button below the last reply."""
    if scene.desk.member.is_staff:
        return  # they are that person
    if scene.replies and scene.memory.misread >= OFFER_PERSON_AFTER:
        scene.replies[-1] = with_one_more(scene.replies[-1], say(texts.TALK_TO_STAFF))


def _ask(scene: Scene, thread: Thread, question: Question, hint: Unreadable | None) -> None:
    try:
        ask = question.ask(thread.answers, scene.desk)
    except Refused as refused:
        refuse(scene, thread, refused)
    else:
        scene.replies += put_question(thread, question, ask, hint)


def _show_card(
    scene: Scene,
    thread: Thread,
    conversation: Conversation,
    card: CardMaker,
    hint: Unreadable | None,
) -> None:
    try:
        shown = card(thread.answers, scene.desk)
        scene.replies += conversation.preview(thread.answers, scene.desk)
        scene.replies += put_card(thread, conversation, shown, hint)
    except Refused as refused:
        refuse(scene, thread, refused)


def refuse(scene: Scene, thread: Thread, refused: Refused) -> None:
    """The market said no: ask for the one answer that may change that, or let it go."""
    scene.say(refused.reason, refused.choices)
    if refused.reopen:
        scene.reopen(thread, refused.reopen)
        ask_current(scene)
    else:
        scene.memory.threads.remove(thread)
        resume(scene)
