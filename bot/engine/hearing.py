"""What came in, and where it goes."""

from __future__ import annotations

from bot import texts
from bot.book import Book
from bot.conversation import Conversation, Desk, Question, Refused, Tap, Unreadable, View
from bot.engine.answering import answer
from bot.engine.asking import ask_current, drop, refuse
from bot.engine.scene import Scene
from bot.engine.starting import open_named, sentence, serve
from bot.language.commands import is_not_wanted, read_command
from bot.language.normalize import bare, normalize
from bot.memory import Memory, Thread
from bot.messages import Message, fit
from bot.said import Said


def talk(book: Book, desk: Desk, memory: Memory, said: Said) -> list[Message]:
    """Take one event in; *memory* is changed. Gives the LINE messages to answer with."""
    scene = Scene(book, desk, memory)
    misread = memory.misread
    if said.kind == "follow":
        scene.replies += book.welcome(desk)
    elif said.kind == "unfollow":
        book.farewell(desk)
    elif said.kind == "unsend":
        book.unsent(said, desk)
        memory.failed = ""
    elif said.kind == "tap":
        _tapped(scene, said)
    elif said.is_typed:
        _typed(scene, said)
    elif said.kind != "other":
        _shown(scene, said)
    if said.is_talk and memory.misread == misread:
        memory.misread = 0  # it was read: what fails next is the first in a row
    return fit(scene.replies)


def _tapped(scene: Scene, said: Said) -> None:
    if "s" in said.data:
        return _tapped_in_thread(scene, said)
    if "go" in said.data:
        return open_named(scene, said.data["go"], said)
    tap = next((t for t in scene.book.taps if t.name == said.data.get("do")), None)
    if tap is not None:
        return serve(scene, tap, said)
    scene.say(texts.OLD_BUTTON)
    return ask_current(scene, offer_menu=True)


def _tapped_in_thread(scene: Scene, said: Said) -> None:
    """A button of a conversation acts only while it is the newest one shown."""
    session = said.data["s"]
    thread = next((t for t in scene.memory.threads if t.session == session), None)
    if thread is None:
        done = session in scene.memory.finished
        scene.say(texts.FINISHED_BUTTON if done else texts.OLD_BUTTON)
        return ask_current(scene, offer_menu=True)
    if said.data.get("r") != str(thread.revision):
        scene.say(texts.OLDER_CARD)
        return ask_current(scene)
    scene.memory.begin(thread)
    return answer(scene, thread, said)


def _typed(scene: Scene, said: Said) -> None:
    words = normalize(said.words).strip()
    command = read_command(words, scene.desk.catalogue)
    entry = scene.book.by_words(words, scene.desk) or _politely(scene, words)
    if _is_of_what_they_have(scene, words, entry):
        return sentence(scene, said)
    if command in ("cancel", "back", "restart", "help"):
        return _command(scene, command)
    thread = scene.memory.current
    if entry is not None and not (thread and _is_an_answer(scene, thread, entry, said)):
        return serve(scene, entry, said)
    if thread is not None:
        return answer(scene, thread, said)
    reading = scene.read(said)
    agrees = command or (reading.intent, reading.action) == ("confirm", None)
    if agrees and scene.book.by_sentence(reading, scene.desk) is None:
        return _nothing_pending(scene)
    return sentence(scene, said)


def _politely(scene: Scene, words: str) -> Conversation | View | None:
    """ "ตั้งค่าการแจ้งเตือนค่ะ". No tap: what acts at once is meant to the letter, or read."""
    entry = scene.book.by_words(bare(words), scene.desk)
    return None if isinstance(entry, Tap) else entry


def _is_of_what_they_have(
    scene: Scene, words: str, entry: Conversation | View | Tap | None
) -> bool:
    """ "ไม่เอาแล้ว", when nothing was asked."""
    nothing_asked = scene.memory.current is None and entry is None
    return nothing_asked and is_not_wanted(words, scene.desk.catalogue)


def _is_an_answer(
    scene: Scene, thread: Thread, entry: Conversation | View | Tap, said: Said
) -> bool:
    """Whether words that start something answer what is asked: "ขาย" to "ขายหรือซื้อ".

    They do when the question or the edit menu offers them, or when what they start is not open to
    this member.
    """
    conversation = scene.conversation(thread)
    if said.words.strip() in conversation.own:
        return True
    if thread.editing:
        return said.words.strip() in {question.label for question in conversation.questions}
    question = scene.pending(thread)
    if question is None or isinstance(entry, Tap):
        return False
    return _offers(scene, thread, question, said.words.strip()) or (
        bool(entry.refuse(scene.desk)) and _reads(scene, thread, question, said)
    )


def _offers(scene: Scene, thread: Thread, question: Question, words: str) -> bool:
    try:
        choices = question.ask(thread.answers, scene.desk).choices
    except Refused:
        return False
    return normalize(words) in {normalize(choice.label) for choice in choices}


def _reads(scene: Scene, thread: Thread, question: Question, said: Said) -> bool:
    try:
        question.read(said, thread.answers, scene.desk)
    except (Unreadable, Refused):
        return False
    return True


def _shown(scene: Scene, said: Said) -> None:
    """A picture, a place, a sticker."""
    thread = scene.memory.current
    if thread is None:
        scene.replies += scene.book.wordless(said, scene.desk)
    else:
        answer(scene, thread, said)


def _command(scene: Scene, command: str) -> None:
    """ยกเลิก ย้อนกลับ เริ่มใหม่ ช่วยเหลือ: the words that work anywhere."""
    thread = scene.memory.current
    if command == "help":
        scene.replies += scene.book.help(scene.desk)
        return ask_current(scene)
    if thread is None:
        return _nothing_pending(scene)
    if command == "cancel":
        return _cancel(scene, thread)
    if command == "back":
        _step_back(scene, thread)
        return ask_current(scene)
    return _start_over(scene, thread)


def _start_over(scene: Scene, thread: Thread) -> None:
    try:
        thread.answers = scene.conversation(thread).begin(thread.about, scene.desk)
    except Refused as refused:
        return refuse(scene, thread, refused)
    thread.past, thread.reopened, thread.editing = [], None, False
    thread.revision += 1
    scene.say(texts.STARTED_OVER)
    return ask_current(scene)


def _nothing_pending(scene: Scene) -> None:
    scene.say(texts.NOTHING_PENDING)
    ask_current(scene, offer_menu=True)


def _cancel(scene: Scene, thread: Thread) -> None:
    """To a card that asks whether to cancel an order, the word alone could mean yes or no: nothing
    is done, and it is said how a yes is given."""
    conversation = scene.conversation(thread)
    if conversation.undoes and scene.pending(thread) is None:
        words = texts.NOTHING_UNDONE.format(title=conversation.title, yes=conversation.yes)
        return drop(scene, thread, words)
    return drop(scene, thread)


def _step_back(scene: Scene, thread: Thread) -> None:
    if thread.editing:
        thread.editing = False
    elif thread.past:
        thread.back()
    else:
        scene.say(texts.AT_THE_START)
