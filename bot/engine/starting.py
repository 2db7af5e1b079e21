"""Starting a conversation, showing something, acting on a tap: what was asked for by name."""

from __future__ import annotations

from dataclasses import replace

from bot import texts
from bot.conversation import Conversation, Refused, Tap, Unreadable, View
from bot.engine.asking import ask_current
from bot.engine.scene import Scene
from bot.language.normalize import normalize
from bot.language.reading import Reading
from bot.memory import Thread
from bot.said import Said

# What a button says beside the name of what it opens.
Wishes = list[tuple[Reading, Conversation]]
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
        scene.replies += entry.act({**said.data, **scene.circumstances(said)}, scene.desk)
        return ask_current(scene)
    if refusal := entry.refuse(scene.desk):
        scene.say(refusal)
        return ask_current(scene, offer_menu=True)
    if isinstance(entry, View):
        scene.replies += entry.show(said.data, scene.desk)
        return ask_current(scene)
    about = {k: v for k, v in said.data.items() if k not in NOT_ABOUT}
    if rest := entry.rest(normalize(said.words)) if said.is_typed else None:
        about["rest"] = rest
    return start(scene, entry, about, said)


def sentence(scene: Scene, said: Said) -> None:
    """Whatever a sentence asks for, with all that it already says: what is only looked at first."""
    if two := two_wishes(scene, said):
        _one_after_the_other(scene, two, said)
        return
    wishes = [(reading, _asked_for(scene, reading)) for reading in scene.read_all(said)]
    known = [(reading, entry) for reading, entry in wishes if entry is not None]
    if not known:
        scene.misheard(said)
        scene.replies += scene.book.lost(scene.desk, scene.memory.misread)
        return
    scene.memory.misread = 0
    for reading, entry in sorted(known, key=lambda wish: isinstance(wish[1], Conversation)):
        _serve_wish(scene, entry, reading, said, alone=len(known) == 1)


def two_wishes(scene: Scene, said: Said) -> Wishes:
    """Two that each bind, in the order they were said; nothing when it is one wish or none."""
    for pair in scene.read_pairs(said):
        found = [(reading, _asked_for(scene, reading)) for reading in pair]
        wishes = [(r, e) for r, e in found if isinstance(e, Conversation) and e.card]
        if len(wishes) == 2 and not any(entry.refuse(scene.desk) for _, entry in wishes):
            return wishes
    return []


def _one_after_the_other(scene: Scene, wishes: Wishes, said: Said) -> None:
    """The first is asked about; the second waits below it, and is told as parked."""
    scene.memory.misread = 0
    (first, entry), (later, other) = wishes
    before = len(scene.replies)
    start(scene, other, {}, replace(said, words=later.text), later)
    current = scene.memory.current
    if current is not None and current.name == other.name:
        scene.begun.add(current.session)
        del scene.replies[before:]  # it is asked about when its turn comes
    start(scene, entry, {}, replace(said, words=first.text), first)


def _asked_for(scene: Scene, reading: Reading) -> Conversation | View | Tap | None:
    name = scene.book.by_sentence(reading, scene.desk)
    return scene.book.named(name) if name else None


def _serve_wish(
    scene: Scene, entry: Conversation | View | Tap, reading: Reading, said: Said, alone: bool
) -> None:
    """alone: nothing else was asked for, so that what was in progress is asked for again."""
    if isinstance(entry, Conversation) and not entry.refuse(scene.desk):
        start(scene, entry, {}, said, reading)
    elif isinstance(entry, View) and not entry.refuse(scene.desk):
        scene.replies += entry.show(entry.hear(reading, said, scene.desk), scene.desk)
        if alone:
            ask_current(scene)
    else:
        serve(scene, entry, said)


def start(
    scene: Scene,
    conversation: Conversation,
    about: dict[str, str],
    said: Said,
    reading: Reading | None = None,
) -> None:
    """Begin it, park what was in progress, and ask for what is missing.

    reading: what *said* asks for, when it is a sentence and no button.
    """
    draft = _draft(scene, conversation)
    if draft is not None and _is_joined(scene, conversation, draft, about, said, reading):
        return None
    thread = Thread(conversation.name, about=about)
    try:
        thread.answers = conversation.begin(about, scene.desk)
        if reading is not None:
            thread.answers |= conversation.take(reading, scene.desk)
    except Refused as refused:
        scene.say(refused.reason, refused.choices)
        return ask_current(scene, offer_menu=True)
    if draft is not None and _holds_something(scene, conversation, draft):
        scene.say(texts.DRAFT_DROPPED.format(title=conversation.title))
    if draft is not None:
        scene.memory.threads.remove(draft)
    return _turn_to(scene, thread)


def _draft(scene: Scene, conversation: Conversation) -> Thread | None:
    """The newest of the kind that other words have begun."""
    mine = [t for t in scene.memory.threads if t.name == conversation.name]
    return next((t for t in reversed(mine) if t.session not in scene.begun), None)


def _turn_to(scene: Scene, thread: Thread, hint: Unreadable | None = None) -> None:
    interrupted = scene.memory.current
    if interrupted is not None and interrupted.session != thread.session:
        scene.say(texts.PARKED.format(title=scene.conversation(interrupted).title))
    scene.memory.begin(thread)
    return ask_current(scene, hint=hint)


def _is_joined(
    scene: Scene,
    conversation: Conversation,
    draft: Thread,
    about: dict[str, str],
    said: Said,
    reading: Reading | None,
) -> bool:
    """Whether a draft of the same kind takes it; then the draft is what is talked about."""
    try:
        if reading is not None:
            more = conversation.more(reading, said, draft.answers, scene.desk)
        else:
            more = conversation.adds(about, draft.answers, scene.desk)
    except Unreadable as unreadable:
        _turn_to(scene, draft, unreadable)
        return True
    if more:
        draft.answer(more)
        _turn_to(scene, draft)
    return bool(more)


def _holds_something(scene: Scene, conversation: Conversation, draft: Thread) -> bool:
    """Whether the draft holds more than what it began with."""
    try:
        return draft.answers != conversation.begin(draft.about, scene.desk)
    except Refused:
        return False
