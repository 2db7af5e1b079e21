"""One event's talk: who, what is remembered, and the replies so far."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.book import Book
from bot.conversation import Conversation, Desk, Question
from bot.language.clauses import read_all, read_pairs
from bot.language.reader import read
from bot.language.reading import Reading
from bot.memory import Memory, Thread
from bot.messages import Action, Message, text
from bot.said import Said

FAILED_LETTERS = 300


@dataclass
class Scene:
    """memory is changed in place, replies are collected in order.

    begun: sessions of what the same words have begun already, so that it is no draft to go on with.
    """

    book: Book
    desk: Desk
    memory: Memory
    replies: list[Message] = field(default_factory=list)
    begun: set[str] = field(default_factory=set)

    def say(self, words: str, choices: Sequence[Action] = ()) -> None:
        self.replies.append(text(words, choices))

    def read(self, said: Said) -> Reading:
        """The whole sentence, as this member's role makes it mean."""
        role = self.desk.member.role or "buyer"
        return read(said.words, role=role, catalogue=self.desk.catalogue, today=self.desk.today)

    def read_all(self, said: Said) -> list[Reading]:
        """One reading for each thing that is asked for."""
        role = self.desk.member.role or "buyer"
        return read_all(said.words, role=role, catalogue=self.desk.catalogue, today=self.desk.today)

    def read_pairs(self, said: Said) -> list[tuple[Reading, Reading]]:
        """The ways to part it into two things that are asked for, each with its own words."""
        role = self.desk.member.role or "buyer"
        catalogue, today = self.desk.catalogue, self.desk.today
        return read_pairs(said.words, role=role, catalogue=catalogue, today=today)

    def misheard(self, said: Said) -> None:
        """Count it, and keep what was typed so that the reader can be improved."""
        self.memory.misread += 1
        if said.is_typed and self.book.unread(said.words, self._where(), self.desk):
            self.memory.failed = said.words[:FAILED_LETTERS]

    def _where(self) -> str:
        """The conversation and the slot that are open, such as sell:number; '' for none."""
        thread = self.memory.current
        if thread is None:
            return ""
        question = self.pending(thread)
        return f"{thread.name}:{question.slot if question else 'card'}"

    def circumstances(self, said: Said) -> dict[str, str]:
        """What an act may want to tell of the talk: what was said, what failed, what is open and
        what it holds so far (draft: JSON)."""
        thread = self.memory.current
        typed = said.words if said.is_typed else ""
        told = {"said": typed, "failed": self.memory.failed, "trying": "", "open": ""}
        if thread is not None:
            told |= {"trying": self.conversation(thread).title, "open": thread.name}
            told["draft"] = json.dumps(thread.answers)
        return told

    def conversation(self, thread: Thread) -> Conversation:
        found = self.book.conversation(thread.name)
        if found is None:
            raise LookupError(f"no conversation is called {thread.name}")
        return found

    def pending(self, thread: Thread) -> Question | None:
        """The question chosen for editing, else the first open one; None when only the card is."""
        questions = self.conversation(thread).questions
        chosen = next((q for q in questions if q.slot == thread.reopened), None)
        return chosen or next((q for q in questions if q.is_open(thread.answers, self.desk)), None)

    def reopen(self, thread: Thread, slot: str) -> None:
        """Take an answer back, so that it is asked next."""
        question = next(q for q in self.conversation(thread).questions if q.slot == slot)
        thread.step()
        if question.reopen:
            thread.answers = question.reopen(thread.answers)
        else:
            thread.answers.pop(slot, None)
        thread.reopened, thread.editing = slot, False
