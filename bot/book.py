"""Everything people can say, found by its name or by its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.conversation import Conversation, Desk, Tap, View
from bot.language.reading import Reading
from bot.messages import Action, Message
from bot.said import Said


@dataclass(frozen=True)
class Book:
    """Everything people can say. by_sentence: which conversation, view or tap a sentence asks for.

    unread: told of words that could not be read, and of the conversation and slot that were open;
    gives whether they may be remembered.
    """

    conversations: Sequence[Conversation]
    views: Sequence[View]
    taps: Sequence[Tap]
    by_sentence: Callable[[Reading, Desk], str | None]
    welcome: Callable[[Desk], list[Message]]
    help: Callable[[Desk], list[Message]]
    menu: Callable[[Desk], list[Action]]
    farewell: Callable[[Desk], list[Message]] = lambda desk: []
    lost: Callable[[Desk, int], list[Message]] = lambda desk, misread: []
    unsent: Callable[[Said, Desk], None] = lambda said, desk: None
    wordless: Callable[[Said, Desk], list[Message]] = lambda said, desk: []
    unread: Callable[[str, str, Desk], bool] = lambda words, pending, desk: False
    _by_name: dict[str, Conversation | View] = field(default_factory=dict)

    def __post_init__(self) -> None:
        entries: list[Conversation | View] = [*self.conversations, *self.views]
        self._by_name.update({entry.name: entry for entry in entries})

    def named(self, name: str) -> Conversation | View | Tap | None:
        return self._by_name.get(name) or next((t for t in self.taps if t.name == name), None)

    def conversation(self, name: str) -> Conversation | None:
        found = self._by_name.get(name)
        return found if isinstance(found, Conversation) else None

    def by_words(self, words: str, desk: Desk) -> Conversation | View | Tap | None:
        for tap in self.taps:
            if words in tap.words and tap.applies(desk):
                return tap
        said = next((e for e in self._by_name.values() if words in e.words), None)
        return said or next((c for c in self.conversations if c.rest(words) is not None), None)
