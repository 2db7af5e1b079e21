"""What everybody in a group chat may ask: what is on offer, what is wanted, what the bot can do."""

from __future__ import annotations

from bot import groupday, texts
from bot.messages import Message, text
from handlers import available, demand
from handlers.groups.place import Place
from models.groupday import group_day


def introduce(place: Place) -> list[Message]:
    return [text(texts.GROUP_INTRODUCTION)]


def show_help(place: Place) -> list[Message]:
    linked = texts.GROUP_HELP_LINKED if place.group else texts.GROUP_HELP_UNLINKED
    private = texts.GROUP_PRIVATE.format(how=texts.GROUP_ADD_FRIEND)
    lines = (texts.GROUP_HELP, linked.format(group=place.group), private)
    return [text("\n".join(lines))]


def thanks(place: Place) -> list[Message]:
    return [text(texts.YOU_ARE_WELCOME)]


def lost(place: Place) -> list[Message]:
    return [text(texts.GROUP_LOST), *show_help(place)]


def private(place: Place) -> list[Message]:
    """Trades and whatever is somebody's own are not talked of before others."""
    return [text(texts.GROUP_PRIVATE_ONLY.format(how=texts.GROUP_ADD_FRIEND))]


def on_offer(place: Place) -> list[Message]:
    return available.listed(place.desk, texts.GROUP_MORE)


def wanted(place: Place) -> list[Message]:
    return demand.show({}, place.desk)


def summary(place: Place) -> list[Message]:
    """The linked group's tomorrow, as far as it is known now."""
    chat, desk = place.chat, place.desk
    if chat.producer_group_id is None:
        return [text(texts.GROUP_NOT_LINKED)]
    facts = group_day(desk.session, chat.producer_group_id, desk.now)
    if facts is None:
        return [text(texts.GROUP_DAY_NOTHING.format(group=place.group))]
    return groupday.render(place.group, facts)
