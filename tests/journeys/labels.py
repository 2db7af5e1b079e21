"""Everything a button can do, words can do, too: typing what a button says reads as its tap.

Asked of the conversation itself, in a transaction that is forgotten: for every button in a chat,
whether anybody presses it there or not.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from bot import texts
from bot.conversation import Desk
from bot.engine import talk
from bot.memory import Memory
from bot.said import Said, hear
from handlers.book import BOOK
from models.inbox import InboxEvent, ReplyState
from models.offers import waiting_for
from models.people import Member
from tests.journeys import screen
from tests.world import World

Json = dict[str, Any]
EVENT = "typed or tapped"
# A new conversation has a name of its own each time.
_SESSION = re.compile(r"\bs=[\w-]+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The replies, and which conversations are open, at what."""

    replies: list[Json]
    threads: list[tuple[str, bool, str | None]]


def check_labels(world: World, name: str, messages: Sequence[Json]) -> None:
    """Of the buttons that came with *messages*; one of several called the same is no word for it.

    Raises AssertionError with what the tap and the word led to.
    """
    shown = [b for m in messages for b in screen.buttons(m)]
    shown += screen.over_the_keyboard(world.line.phone(world.user(name)))
    called = Counter(button.label for button in shown)
    for button in shown:
        tapped = _tap(button.action) if called[button.label] == 1 else None
        if tapped is not None and _is_all(world, name, tapped):
            _compare(world, name, button, tapped)


def _is_all(world: World, name: str, tapped: Said) -> bool:
    """False for a button that answers some of the offers that wait: no word says which."""
    named = set(tapped.data.get("a", "").split(".")) - {""}
    with world.house.reading() as session:
        member = Member.known_as(session, world.user(name))
        waiting = session.scalars(waiting_for(member.id)).all() if named else []
    return {str(offer.id) for offer in waiting} <= named


def _tap(action: Json) -> Said | None:
    """What a tap on it is heard as; None for pickers, whose answer is not on the button."""
    if action["type"] == "postback":
        return hear({"type": "postback", "postback": {"data": action["data"]}})
    if action["type"] == "message" and action["text"] != action.get("label"):
        return _typed(action["text"])
    return None


def _typed(words: str) -> Said:
    return hear({"type": "message", "message": {"type": "text", "id": "1", "text": words}})


def _compare(world: World, name: str, button: screen.Button, tapped: Said) -> None:
    typed = _typed(_whole(button))
    after_tap, after_words = (_heard(world, name, said) for said in (tapped, typed))
    if after_tap == after_words or _asks_back(button, after_tap, after_words):
        return
    raise AssertionError(
        f"{name}: [{button.label}] tapped and typed differ:\n  {after_tap}\n  {after_words}"
    )


def _whole(button: screen.Button) -> str:
    """What people take the button to say: of a label cut short, what its tap shows."""
    cut = button.label.endswith("…")
    return str(button.action.get("displayText", button.label)) if cut else button.label


def _asks_back(button: screen.Button, after_tap: Outcome, after_words: Outcome) -> bool:
    """A word names no row: what nobody has been told of is shown first, with the button itself, or
    with all there is to confirm; and what is gone is gone.
    """
    again = {json.dumps(b.action) for m in after_words.replies for b in screen.buttons(m)}
    shows_it = _SESSION.sub("s=", json.dumps(button.action)) in again
    must_confirm = button.label == texts.ACCEPT_ALL and texts.CONFIRM in str(after_words.replies)
    return shows_it or must_confirm or texts.OFFER_GONE in str(after_tap.replies)


def _heard(world: World, name: str, said: Said) -> Outcome:
    """What comes of it if *said* were heard now."""
    house = world.house
    with house.sessions() as session:
        _keep_what_is_read(session)
        InboxEvent.keep(session, [_event(world, name)])
        member = Member.known_as(session, world.user(name))
        kept = house.memory.recall(member.line_user_id)
        memory = (kept and kept.after(member.heard_event_id)) or Memory()
        catalogue = house.shelf.catalogue(session)
        desk = Desk(member, catalogue, world.clock(), session, EVENT, house.settings.public_url)
        replies = json.dumps(talk(BOOK, desk, memory, said))
        session.rollback()
    threads = [(thread.name, thread.editing, thread.reopened) for thread in memory.threads]
    return Outcome(json.loads(_SESSION.sub("s=", replies)), threads)


def _keep_what_is_read(session: Session) -> None:
    """Hold the session's rows until it ends, or goods are read anew for every question's sake.

    SQLAlchemy, "Session Referencing Behavior": a session alone holds them only weakly.
    """
    kept: list[object] = []
    event.listen(session, "loaded_as_persistent", lambda _, row: kept.append(row))


def _event(world: World, name: str) -> Json:
    """What it is heard from: by now the letters on that phone have been read."""
    return {
        "event_id": EVENT,
        "sender": world.user(name),
        "kind": "message",
        "happened_at": 0,
        "payload": {},
        "received_at": world.clock(),
        "tries": 0,
        "reply_state": ReplyState.NONE,
    }
