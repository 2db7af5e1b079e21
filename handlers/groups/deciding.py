"""What only some may say in a group chat: which group it is of, and whether it has a summary daily.

Each gives what is answered; it changes nothing where it refuses.
"""

from __future__ import annotations

from datetime import datetime

from bot import texts, thai
from bot.messages import Message, text
from handlers.groups.place import Place
from models.calendar import BANGKOK, DIGEST_AT, local_day


def link(place: Place) -> list[Message]:
    """To the speaker's own producer group, never to another's."""
    member, chat = place.speaker, place.chat
    if member is None or not member.may_sell or member.producer_group is None:
        return [_only_producers(place)]
    if chat.is_of(member):
        return [text(texts.GROUP_LINKED_BEFORE.format(group=place.group))]
    if chat.producer_group is not None:
        return [text(texts.GROUP_LINKED_ELSEWHERE.format(group=place.group))]
    chat.link(member, place.desk.now)
    return [text(texts.GROUP_LINKED.format(group=place.group))]


def unlink(place: Place) -> list[Message]:
    if refusal := _only_its_people(place):
        return [refusal]
    words = texts.GROUP_UNLINKED.format(group=place.group)
    place.chat.unlink()
    return [text(words)]


def switch_on(place: Place) -> list[Message]:
    if refusal := _only_leaders(place):
        return [refusal]
    now, at = place.desk.now, thai.time_of_day(DIGEST_AT)
    if place.chat.wants_summary:
        return [text(texts.GROUP_SUMMARY_WAS_ON.format(at=at))]
    place.chat.wants_since = now
    is_ahead = now <= datetime.combine(local_day(now), DIGEST_AT, BANGKOK)
    day = texts.GROUP_TODAY if is_ahead else texts.GROUP_TOMORROW
    words = texts.GROUP_SUMMARY_ON.format(group=place.group, at=at, day=day, cost=_cost(place))
    return [text(words)]


def _cost(place: Place) -> str:
    if place.people is None:
        return texts.GROUP_COST_UNKNOWN
    return texts.GROUP_COST.format(people=place.people)


def switch_off(place: Place) -> list[Message]:
    if refusal := _only_leaders(place):
        return [refusal]
    words = texts.GROUP_SUMMARY_OFF if place.chat.wants_summary else texts.GROUP_SUMMARY_WAS_OFF
    place.chat.wants_since = None
    return [text(words)]


def _only_producers(place: Place) -> Message:
    if not place.is_named:
        return text(texts.GROUP_WHO)
    return text(texts.GROUP_FOR_PRODUCERS.format(how=texts.GROUP_ADD_FRIEND))


def _only_its_people(place: Place) -> Message | None:
    if place.chat.producer_group is None:
        return text(texts.GROUP_NOT_LINKED)
    if place.chat.is_of(place.speaker):
        return None
    if not place.is_named:
        return text(texts.GROUP_WHO)
    return text(texts.GROUP_FOR_ITS_PEOPLE.format(group=place.group))


def _only_leaders(place: Place) -> Message | None:
    if place.chat.producer_group is None:
        return text(texts.GROUP_NOT_LINKED)
    if place.chat.is_led_by(place.speaker):
        return None
    if not place.is_named:
        return text(texts.GROUP_WHO)
    return text(texts.GROUP_FOR_LEADERS.format(group=place.group))
