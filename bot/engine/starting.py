"""Starting a conversation, showing something, acting on a tap: what was asked for by name."""

from __future__ import annotations

from bot import texts
from bot.conversation import Answers, Conversation, Refused, Tap, View
from bot.engine.asking import ask_current
from bot.engine.scene import Scene
from bot.memory import Thread
from bot.said import Said

# What a button says beside the name of what it opens.
NOT_ABOUT = ("go", "do", "v")


def open_named(scene: Scene, name: str, said: Said) -> None:
    entry = scene.book.named(name)
    if entry is None:
        scene.say(texts.OLD_BUTTON)
        ask_current(scene, offer_menu=True)
    else:
        serve(scene, entry, said)


def serve(scene: Scene, entry: Conversation | View | Tap, said: Said) -> None:
    """Serve it now; a conversation that was in progress is asked for again afterwards."""
    if isinstance(entry, Tap):
        scene.replies += entry.act(said.data, scene.desk)
        return ask_current(scene)
    if refusal := entry.refuse(scene.desk):
        scene.say(refusal)
        return ask_current(scene, offer_menu=True)
    if isinstance(entry, View):
        scene.replies += entry.show(said.data, scene.desk)
        return ask_current(scene)
    return start(scene, entry, {k: v for k, v in said.data.items() if k not in NOT_ABOUT})


def sentence(scene: Scene, said: Said) -> None:
    """Whatever a sentence asks for, with all that it already says."""
    reading = scene.read(said)
    name = scene.book.by_sentence(reading, scene.desk)
    entry = scene.book.named(name) if name else None
    if entry is None:
        scene.memory.misread += 1
        scene.replies += scene.book.lost(scene.desk, scene.memory.misread)
        return
    scene.memory.misread = 0
    if isinstance(entry, Conversation) and not entry.refuse(scene.desk):
        start(scene, entry, {}, said)
    else:
        serve(scene, entry, said)


def start(
    scene: Scene, conversation: Conversation, about: dict[str, str], said: Said | None = None
) -> None:
    """Begin it, park what was in progress, and ask for what is missing."""
    draft = next((t for t in scene.memory.threads if t.name == conversation.name), None)
    if draft is not None and (more := _more(scene, conversation, draft, about, said)):
        draft.answer(more)
        return _turn_to(scene, draft)
    thread = Thread(conversation.name, about=about)
    try:
        thread.answers = conversation.begin(about, scene.desk)
        if said is not None:
            thread.answers |= conversation.take(scene.read(said), scene.desk)
    except Refused as refused:
        scene.say(refused.reason)
        return ask_current(scene, offer_menu=True)
    if draft is not None and _holds_something(scene, conversation, draft):
        scene.say(texts.DRAFT_DROPPED.format(title=conversation.title))
    return _turn_to(scene, thread)


def _turn_to(scene: Scene, thread: Thread) -> None:
    interrupted = scene.memory.current
    if interrupted is not None and interrupted.name != thread.name:
        scene.say(texts.PARKED.format(title=scene.conversation(interrupted).title))
    scene.memory.begin(thread)
    return ask_current(scene)


def _more(
    scene: Scene,
    conversation: Conversation,
    draft: Thread,
    about: dict[str, str],
    said: Said | None,
) -> Answers:
    """What is added to a draft of the same kind; nothing when it cannot be."""
    if said is not None:
        return conversation.more(scene.read(said), draft.answers, scene.desk)
    return conversation.adds(about, draft.answers, scene.desk)


def _holds_something(scene: Scene, conversation: Conversation, draft: Thread) -> bool:
    """Whether the draft holds more than what it began with."""
    try:
        return draft.answers != conversation.begin(draft.about, scene.desk)
    except Refused:
        return False
