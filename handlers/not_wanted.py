"""ไม่เอา, when nothing was asked: which of what they have may be meant, or what can be said."""

from __future__ import annotations

from collections.abc import Mapping

from bot import texts
from bot.conversation import Desk, View
from bot.language.commands import is_not_wanted
from bot.language.reading import Reading
from bot.messages import Message, say, text
from handlers.front import menu
from handlers.orders_meant import changeable
from handlers.roles import only_members


def by_sentence(reading: Reading, desk: Desk) -> str | None:
    """A kitchen with open orders is asked whether one of them is meant; nothing is done yet."""
    if not is_not_wanted(reading.text, desk.catalogue):
        return None
    return "cancel_order" if desk.member.may_buy and changeable(desk) else VIEW.name


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    if desk.member.may_sell:
        return [text(texts.NOT_WANTED_SELLER, [say(texts.MENU_STOCK), *menu(desk)])]
    return [
        text(texts.NOT_WANTED_BUYER if desk.member.may_buy else texts.NOTHING_PENDING, menu(desk))
    ]


VIEW = View("not_wanted", frozenset(), show, only_members)
