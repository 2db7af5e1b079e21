"""A group chat that could not be answered: that is not worth a paid message for each person."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models.groupchat import GroupChat
from models.inbox import InboxEvent


def let_be(session: Session, event: InboxEvent, certain: bool) -> None:
    """Whoever still wants to know asks again; an introduction that has *certain*ly not arrived is
    owed to the next who does.
    """
    if certain and event.kind == "join":
        GroupChat.known_as(session, event.sender).introduced_at = None
    event.answer([])
