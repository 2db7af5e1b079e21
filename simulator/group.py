"""What happens in a group chat: each act is kept, shown in it, and told to the bot if it is there.

Source: LINE Messaging API reference, 'Join event', 'Leave event', 'Member joined event', 'Member
left event', 'Source group', and 'Text message' for mentions.
"""

import sqlite3
from dataclasses import dataclass
from typing import Any

from simulator.acts import Refused
from simulator.events import new_event, new_token
from simulator.store import Letter, NewMessage
from simulator.world import World

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """A group or room of a world; the id of a group begins with C, that of a room with R."""

    world: World
    chat: sqlite3.Row

    @property
    def chat_id(self) -> str:
        """Its id."""
        return str(self.chat["chat_id"])

    def source(self, user_id: str | None = None) -> Json:
        """The event source; whoever has not agreed to show themselves to the bot has no userId."""
        kind = "group" if self.chat_id.startswith("C") else "room"
        person = {"userId": user_id} if user_id else {}
        return {"type": kind, f"{kind}Id": self.chat_id, **person}

    def let_bot(self, *, inside: bool) -> Json:
        """The bot is invited, which it may answer, or removed, which it may not."""
        if bool(self.chat["bot_in"]) == inside:
            raise Refused(f"the bot is {'in that chat already' if inside else 'not in that chat'}")
        with self.world.store.write():
            self.world.store.groups.let_bot(self.chat_id, inside)
            letter = self._letter("join" if inside else "leave", self.source(), reply=inside)
        return self._tell(letter)

    def say(self, user_id: str, text: str, *, mentions_bot: bool, hidden: bool) -> Json:
        """A person types; `mentions_bot` puts a mention of the bot before the text."""
        self.must_have(user_id)
        name = f"@{self.world.config.bot_name}"
        shown = {"type": "text", "text": f"{name} {text}" if mentions_bot else text}
        mention = {"mention": {"mentionees": [self._mention(name)]}} if mentions_bot else {}
        now, message_id = self.world.now(), self.world.store.chats.new_id()
        tokens = {"quoteToken": new_token(), "markAsReadToken": new_token()}
        letter = None
        with self.world.store.write():
            self._keep(message_id, user_id, shown, now, tokens)
            if self.world.store.groups.has_bot(self.chat_id):
                message = shown | {"id": message_id, **tokens} | mention
                source = self.source(None if hidden else user_id)
                letter = self._letter("message", source, reply=True, message=message)
        return self._tell(letter) | {"message_id": message_id}

    def take_in(self, user_id: str) -> Json:
        """One more person joins."""
        self.world.store.groups.take_in(self.chat_id, user_id)
        joined = {"members": [{"type": "user", "userId": user_id}]}
        return self._people_changed("memberJoined", reply=True, joined=joined)

    def put_out(self, user_id: str) -> Json:
        """A person leaves."""
        self.must_have(user_id)
        self.world.store.groups.put_out(self.chat_id, user_id)
        left = {"members": [{"type": "user", "userId": user_id}]}
        return self._people_changed("memberLeft", reply=False, left=left)

    def must_have(self, user_id: str) -> None:
        """Raises Refused for somebody who is not in the chat."""
        if user_id not in self.world.store.groups.members(self.chat_id):
            raise Refused(f"{user_id} is not in that chat")

    def _people_changed(self, kind: str, *, reply: bool, **properties: Any) -> Json:
        letter = None
        with self.world.store.write():
            if self.world.store.groups.has_bot(self.chat_id):
                letter = self._letter(kind, self.source(), reply=reply, **properties)
        return self._tell(letter)

    def _mention(self, name: str) -> Json:
        whom = {"type": "user", "userId": self.world.config.bot_user_id, "isSelf": True}
        return {"index": 0, "length": len(name), **whom}

    def _keep(self, message_id: str, user_id: str, shown: Json, now: int, tokens: Json) -> None:
        bubble = NewMessage(
            self.chat_id,
            user_id,
            now,
            shown,
            quote_token=tokens["quoteToken"],
            read_token=tokens["markAsReadToken"],
        )
        self.world.store.chats.add(message_id, bubble)

    def _letter(self, kind: str, source: Json, *, reply: bool, **properties: Any) -> Letter:
        now = self.world.now()
        if reply:
            properties["replyToken"] = new_token()
            self.world.store.reply_tokens.issue(properties["replyToken"], self.chat_id, now)
        event = new_event(kind, self.chat_id, now, **properties) | {"source": source}
        return self.world.store.letters.add(event["webhookEventId"], self.chat_id, event, now)

    def _tell(self, letter: Letter | None) -> Json:
        if letter is None:
            return {}
        self.world.dispatcher.send(letter)
        return {"event_id": letter.event_id}
