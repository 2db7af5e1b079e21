"""What a person's finger does: each act is kept, shown on the phone and told to the bot."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from simulator.deliver import tell_message
from simulator.events import Event, new_event, new_token
from simulator.store import Letter, NewMessage
from simulator.world import World

Json = dict[str, Any]


class Refused(ValueError):
    """LINE's app would not let the person do this; the text says why."""


@dataclass(frozen=True, slots=True)
class Act:
    """A person of a world, about to do something. `reply` tells whether the bot may answer."""

    world: World
    person: sqlite3.Row

    @property
    def user_id(self) -> str:
        """Whose phone this is."""
        return str(self.person["user_id"])

    def write_to_bot(
        self, shown: Json, content: Json, picture: tuple[str, bytes] | None = None
    ) -> Json:
        """A bubble of the person's own and its message event; answers event_id and message_id.

        `shown` is what the phone shows, `content` what the event adds to id and tokens,
        `picture` the content type and bytes of an image.
        """
        self._must_not_block()
        now, message_id = self.world.now(), self.world.store.chats.new_id()
        tokens = {"quoteToken": new_token()} if content["type"] != "location" else {}
        message = content | {"id": message_id, **tokens, "markAsReadToken": new_token()}
        with self.world.store.write():
            self._keep(message_id, shown, now, message)
            if picture:
                self.world.store.chats.keep_content(message_id, *picture)
            letter = self._letter("message", now, message=message)
        self._tell(message_id, letter)
        return {"event_id": letter.event_id, "message_id": message_id}

    def show(self, shown: Json) -> str:
        """A bubble of the person's own that the bot gets no message event for; answers its id."""
        message_id = self.world.store.chats.new_id()
        with self.world.store.write():
            self._keep(message_id, shown, self.world.now(), {})
        self._tell(message_id, None)
        return message_id

    def tell_bot(self, kind: str, *, reply: bool = True, **properties: Any) -> Json:
        """An event without a bubble; answers event_id."""
        with self.world.store.write():
            self._dismiss_quick_reply()
            letter = self._letter(kind, self.world.now(), reply=reply, **properties)
        self._tell(None, letter)
        return {"event_id": letter.event_id}

    def tap(self, postback: Json, display_text: str | None) -> Json:
        """A postback; its displayText shows as a bubble of the person's own."""
        self._must_not_block()
        shown: Json = {}
        if display_text:
            shown = {"message_id": self.show({"type": "text", "text": display_text})}
        return self.tell_bot("postback", postback=postback) | shown

    def _must_not_block(self) -> None:
        if self.person["blocked"]:
            raise Refused("this person has blocked the bot; follow first")

    def _keep(self, message_id: str, shown: Json, now: int, message: Json) -> None:
        self.world.store.chats.add(message_id, self._bubble(shown, now, message))
        self.world.store.people.wrote(self.user_id, now)

    def _bubble(self, shown: Json, now: int, message: Json) -> NewMessage:
        return NewMessage(
            self.user_id,
            "me",
            now,
            shown,
            seen=self.world.settings["mark_as_read"] == "auto",
            quote_token=message.get("quoteToken"),
            read_token=message.get("markAsReadToken"),
        )

    def _dismiss_quick_reply(self) -> None:
        newest = self.world.store.chats.newest(self.user_id)
        if newest:
            self.world.store.people.dismiss_quick_reply(self.user_id, newest["seq"])

    def _letter(self, kind: str, now: int, *, reply: bool = True, **properties: Any) -> Letter:
        if reply:
            properties["replyToken"] = new_token()
            self.world.store.reply_tokens.issue(properties["replyToken"], self.user_id, now)
        event: Event = new_event(kind, self.user_id, now, **properties)
        return self.world.store.letters.add(event["webhookEventId"], self.user_id, event, now)

    def _tell(self, message_id: str | None, letter: Letter | None) -> None:
        if message_id:
            tell_message(self.world, self.user_id, message_id)
        self.world.hub.publish({"type": "phone", "user_id": self.user_id})
        if letter:
            self.world.dispatcher.send(letter)
