"""Hearing a group chat: who addresses us is answered, all else is let go of unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.conversation import Desk
from bot.groups import call_to_us, without_words
from bot.house import House
from bot.messages import Message, as_sent
from bot.pace import Speed
from handlers.groups.asked import introduce
from handlers.groups.place import Place
from handlers.groups.wishes import answer_to, tells_price
from handlers.listening import Heard, Known, attempt, is_active
from models.groupchat import GroupChat
from models.inbox import InboxEvent
from models.people import Member, Standing


def hear_in_group(house: House, event_id: int, known: Known) -> Heard:
    """As hear_event does for people; nothing is remembered between two events."""
    known = replace(known, people=_people(house, event_id))
    return attempt(house, event_id, lambda session: _hear(house, session, event_id, known))


def _people(house: House, event_id: int) -> int | None:
    """Asked of LINE before the transaction, for the one answer that tells it."""
    with house.reading() as session:
        event = session.get_one(InboxEvent, event_id)
    asks = event.heard_at is None and tells_price(call_to_us(event.payload))
    return house.line.people_in(event.sender) if asks else None


def _hear(house: House, session: Session, event_id: int, known: Known) -> Heard:
    event = InboxEvent.claimed(session, event_id, house.clock())
    if event is None:
        return Heard()
    replies = _answer(house, session, event, known) if is_active(event) else []
    event.answer(as_sent(replies) if replies else [])
    event.payload = without_words(event.payload)
    return Heard(event)


def _answer(house: House, session: Session, event: InboxEvent, known: Known) -> Sequence[Message]:
    if event.kind == "leave":
        GroupChat.known_as(session, event.sender).go(event.happened_at, house.clock())
        return []
    if event.kind == "join":
        chat = GroupChat.known_as(session, event.sender)
        chat.come_in(event.happened_at)
        return _introduction(_place(house, session, event, chat, known))
    return _answer_call(house, session, event, known)


def _answer_call(
    house: House, session: Session, event: InboxEvent, known: Known
) -> Sequence[Message]:
    call = call_to_us(event.payload)
    if call is None or known.speed != Speed.FINE:
        return []
    chat = GroupChat.known_as(session, event.sender)
    place = _place(house, session, event, chat, known)
    answer = answer_to(call, known.catalogue, place.desk.today)
    if answer is None or not chat.is_open(event.happened_at):
        return []
    return place.offer([*_introduction(place), *answer(place)])


def _introduction(place: Place) -> list[Message]:
    """Once for each time the account is taken in."""
    if place.chat.introduced_at is not None or place.chat.left_at is not None:
        return []
    place.chat.introduced_at = place.desk.now
    return place.offer(introduce(place))


def _place(
    house: House, session: Session, event: InboxEvent, chat: GroupChat, known: Known
) -> Place:
    user_id = event.payload.get("source", {}).get("userId")
    # What a guest of this group would see: nobody's own goods, offers or prices.
    nobody = Member(standing=Standing.GUEST, producer_group_id=chat.producer_group_id)
    now = min(house.clock(), event.received_at)
    url = house.settings.public_url
    desk = Desk(nobody, known.catalogue, now, session, event.event_id, url)
    return Place(chat, _speaker(session, user_id), bool(user_id), desk, known.people)


def _speaker(session: Session, user_id: object) -> Member | None:
    """Who is no member is not made one by speaking here."""
    if not isinstance(user_id, str):
        return None
    return session.scalars(select(Member).where(Member.line_user_id == user_id)).one_or_none()
