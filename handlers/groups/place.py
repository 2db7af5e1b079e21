"""Where something is said in a group chat, by whom, and what may be looked at to answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot import texts
from bot.conversation import Desk
from bot.messages import Action, Message, say, with_choices
from models.groupchat import GroupChat
from models.people import Member


@dataclass(frozen=True, slots=True)
class Place:
    """speaker: None for who is no member, or whom LINE does not name (is_named); desk: as nobody in
    particular looks at it; people: how many the chat has, where LINE said."""

    chat: GroupChat
    speaker: Member | None
    is_named: bool
    desk: Desk
    people: int | None = None

    @property
    def group(self) -> str:
        """The short name of the producer group it is linked to."""
        linked = self.chat.producer_group
        return linked.short_name if linked else ""

    def call(self, words: str) -> Action:
        """A button that says *words* to us: what is not addressed goes unheard."""
        return say(words, texts.GROUP_CALL.format(words=words))

    def offer(self, messages: Sequence[Message]) -> list[Message]:
        """With buttons for what may be asked here."""
        words = [texts.MENU_AVAILABLE, texts.MENU_DEMAND]
        if self.chat.producer_group:
            words.insert(0, texts.MENU_GROUP_SUMMARY)
        choices = [self.call(each) for each in (*words, texts.HELP)]
        return [*messages[:-1], with_choices(messages[-1], choices)]
