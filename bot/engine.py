"""The conversation engine: (memory, what was said) into (memory′, replies). It never sends.

The step is never stored: it is the first question that is open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot import texts
from bot.asking import put_card, put_edit_menu, put_question
from bot.conversation import (
    Book,
    CardMaker,
    Conversation,
    Desk,
    Question,
    Refused,
    Tap,
    Unreadable,
    View,
)
from bot.language.answers import read_command
from bot.language.normalize import normalize
from bot.language.reader import read
from bot.language.reading import Reading
from bot.memory import Memory, Thread
from bot.messages import Message, fit, text
from bot.said import Said


@dataclass
class Talk:
    """One event's talk: memory is changed in place, replies are collected."""

    book: Book
    desk: Desk
    memory: Memory
    replies: list[Message] = field(default_factory=list)

    def hear(self, said: Said) -> list[Message]:
        """The LINE messages to answer with, five at most."""
        if said.kind == "follow":
            self.replies += self.book.welcome(self.desk)
        elif said.kind == "unfollow":
            self.book.farewell(self.desk)
        elif said.kind == "tap":
            self._tapped(said)
        elif said.is_typed:
            self._typed(said)
        elif said.kind != "other":
            self._shown(said)
        return fit(self.replies)

    # What came in

    def _tapped(self, said: Said) -> None:
        data = said.data
        if "s" in data:
            self._tapped_in_thread(said)
        elif "go" in data:
            self._open(data["go"], said)
        elif tap := next((t for t in self.book.taps if t.name == data.get("do")), None):
            self._act(tap, said)
        else:
            self._say(texts.OLD_BUTTON)
            self._ask_current()

    def _tapped_in_thread(self, said: Said) -> None:
        session = said.data["s"]
        thread = next((t for t in self.memory.threads if t.session == session), None)
        if thread is None:
            done = session in self.memory.finished
            self._say(texts.FINISHED_BUTTON if done else texts.OLD_BUTTON)
            return self._ask_current(offer_menu=True)
        if said.data.get("r") != str(thread.revision):
            self._say(texts.OLDER_CARD)
            return self._ask_current()
        self.memory.begin(thread)
        return self._answer(thread, said)

    def _typed(self, said: Said) -> None:
        words = normalize(said.words).strip()
        thread = self.memory.current
        command = read_command(words)
        if command in ("cancel", "back", "restart", "help"):
            return self._command(command)
        entry = self.book.by_words(words, self.desk)
        if entry is not None:
            return self._serve(entry, said)
        if thread is not None:
            return self._answer(thread, said)
        return self._sentence(said)

    def _shown(self, said: Said) -> None:
        thread = self.memory.current
        if thread is None:
            self.replies += self.book.wordless(said, self.desk)
        else:
            self._answer(thread, said)

    # Commands that work anywhere

    def _command(self, command: str) -> None:
        thread = self.memory.current
        if command == "help":
            self.replies += self.book.help(self.desk)
        elif thread is None:
            self._say(texts.NOTHING_PENDING)
            self.replies += self.book.help(self.desk)[-1:]
        elif command == "cancel":
            self._drop(thread)
        elif command == "back":
            self._step_back(thread)
        else:
            thread.answers = self._conversation(thread).begin(thread.about, self.desk)
            thread.given, thread.revision = [], thread.revision + 1
            self._say(texts.STARTED_OVER)
        self._ask_current()

    def _drop(self, thread: Thread) -> None:
        self.memory.threads.remove(thread)
        self._say(texts.CANCELLED.format(title=self._conversation(thread).title))

    def _step_back(self, thread: Thread) -> None:
        if thread.editing:
            thread.editing = False
        elif thread.given:
            self._reopen(thread, thread.given.pop())
        else:
            self._say(texts.AT_THE_START)

    # Starting and serving

    def _open(self, name: str, said: Said) -> None:
        entry = self.book.named(name)
        if entry is None:
            self._say(texts.OLD_BUTTON)
            return self._ask_current(offer_menu=True)
        return self._serve(entry, said)

    def _serve(self, entry: Conversation | View | Tap, said: Said) -> None:
        if isinstance(entry, Tap):
            return self._act(entry, said)
        if refusal := entry.refuse(self.desk):
            self._say(refusal)
            return self._ask_current()
        if isinstance(entry, View):
            self.replies += entry.show(said.data, self.desk)
            return self._ask_current()
        about = {k: v for k, v in said.data.items() if k not in ("go", "v")}
        return self._start(entry, about)

    def _start(
        self, conversation: Conversation, about: dict[str, str], said: Said | None = None
    ) -> None:
        interrupted = self.memory.current
        thread = Thread(conversation.name, about=about)
        try:
            thread.answers = conversation.begin(about, self.desk)
        except Refused as refused:
            self._say(refused.reason)
            return self._ask_current()
        if said is not None:
            thread.answers |= conversation.take(self._read(said), self.desk)
        if interrupted is not None and interrupted.name != thread.name:
            self._say(texts.PARKED.format(title=self._conversation(interrupted).title))
        self.memory.begin(thread)
        return self._ask_current()

    def _act(self, tap: Tap, said: Said) -> None:
        self.replies += tap.act(said.data, self.desk)
        self._ask_current()

    def _sentence(self, said: Said) -> None:
        """A sentence while nothing is pending, or one that does not answer what is."""
        name = self.book.by_sentence(self._read(said), self.desk)
        entry = self.book.named(name) if name else None
        if entry is None:
            self.memory.misread += 1
            self.replies += self.book.lost(self.desk, self.memory.misread)
            return
        self.memory.misread = 0
        if isinstance(entry, Conversation) and not entry.refuse(self.desk):
            self._start(entry, {}, said)
        else:
            self._serve(entry, said)

    # Answering the pending question

    def _answer(self, thread: Thread, said: Said) -> None:
        conversation = self._conversation(thread)
        if (heard := conversation.overhear(said, thread.answers, self.desk)) is not None:
            thread.answers |= heard
            thread.revision += 1
            return self._ask_current()
        if thread.editing or said.data.get("q") == "edit":
            return self._choose_edit(thread, conversation, said)
        question = self._pending(thread)
        if question is None:
            return self._confirm(thread, conversation, said)
        try:
            thread.answer(question.slot, question.read(said, thread.answers, self.desk))
        except Unreadable as unreadable:
            return self._not_an_answer(thread, said, unreadable)
        self.memory.misread = 0
        return self._ask_current()

    def _not_an_answer(self, thread: Thread, said: Said, unreadable: Unreadable) -> None:
        """Another wish in the middle is served; anything else gets the hint and the question."""
        if said.is_typed:
            name = self.book.by_sentence(self._read(said), self.desk)
            entry = self.book.named(name) if name else None
            if entry is not None and entry.name != thread.name:
                return self._sentence(said)
        self.memory.misread += 1
        self._ask_current(hint=unreadable)
        return None

    def _confirm(self, thread: Thread, conversation: Conversation, said: Said) -> None:
        word = said.data.get("v") if said.kind == "tap" else read_command(normalize(said.words))
        if word == "confirm":
            return self._finish(thread, conversation)
        if word == "edit":
            thread.editing = True
            return self._ask_current()
        if word == "cancel":
            self._drop(thread)
            return self._ask_current()
        return self._not_an_answer(thread, said, Unreadable(texts.CONFIRM_HINT))

    def _choose_edit(self, thread: Thread, conversation: Conversation, said: Said) -> None:
        wanted = said.words.strip()
        question = next(
            (q for q in conversation.questions if q.label and wanted in (q.slot, q.label)), None
        )
        if question is None:
            return self._not_an_answer(thread, said, Unreadable(texts.EDIT_HINT))
        self._reopen(thread, question.slot)
        return self._ask_current()

    def _reopen(self, thread: Thread, slot: str) -> None:
        question = next(q for q in self._conversation(thread).questions if q.slot == slot)
        if question.reopen:
            thread.answers = question.reopen(thread.answers)
        else:
            thread.answers.pop(slot, None)
        thread.reopened, thread.editing = slot, False
        thread.revision += 1

    def _finish(self, thread: Thread, conversation: Conversation) -> None:
        try:
            with self.desk.session.begin_nested():
                self.replies += conversation.done(thread.answers, self.desk)
        except Refused as refused:
            return self._refused(thread, refused)
        self.memory.finish(thread)
        return self._ask_current(resuming=True)

    def _refused(self, thread: Thread, refused: Refused) -> None:
        """The market said no: ask for the one answer that may change that, or let it go."""
        self._say(refused.reason)
        if refused.reopen:
            self._reopen(thread, refused.reopen)
        else:
            self.memory.threads.remove(thread)
        self._ask_current()

    # Asking

    def _ask_current(
        self, hint: Unreadable | None = None, resuming: bool = False, offer_menu: bool = False
    ) -> None:
        """Put what is pending to the person: the edit menu, an open question, or the card."""
        thread = self.memory.current
        if thread is None:
            if offer_menu:
                self.replies += self.book.help(self.desk)[-1:]
            return
        conversation = self._conversation(thread)
        if resuming:
            self._say(texts.RESUMED.format(title=conversation.title))
        question = self._pending(thread)
        if thread.editing:
            self.replies += put_edit_menu(thread, conversation.questions, hint)
        elif question is not None:
            ask = question.ask(thread.answers, self.desk)
            self.replies += put_question(thread, question, ask, hint)
        elif conversation.card is None:
            self._finish(thread, conversation)
        else:
            self._show_card(thread, conversation.card, hint)

    def _show_card(self, thread: Thread, card: CardMaker, hint: Unreadable | None) -> None:
        try:
            self.replies += put_card(thread, card(thread.answers, self.desk), hint)
        except Refused as refused:
            self._refused(thread, refused)

    def _pending(self, thread: Thread) -> Question | None:
        questions = self._conversation(thread).questions
        chosen = next((q for q in questions if q.slot == thread.reopened), None)
        return chosen or next((q for q in questions if q.is_open(thread.answers, self.desk)), None)

    def _conversation(self, thread: Thread) -> Conversation:
        found = self.book.conversation(thread.name)
        if found is None:
            raise LookupError(f"no conversation is called {thread.name}")
        return found

    def _read(self, said: Said) -> Reading:
        role = self.desk.member.role or "buyer"
        return read(said.words, role=role, catalogue=self.desk.catalogue, today=self.desk.today)

    def _say(self, words: str) -> None:
        self.replies.append(text(words))
