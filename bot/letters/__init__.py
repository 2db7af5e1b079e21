"""Letters out as LINE messages: each kind's facts in, a list of messages out. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.letters.announced import announced
from bot.letters.calls import silent, unheard, wants_person
from bot.letters.facts import Facts
from bot.letters.joining import approved, newcomer, refused
from bot.letters.kitchens import by_colleague, holiday
from bot.letters.offers import auto_accepted, cancelled, offers, reduced, reminder
from bot.letters.results import order_result
from bot.letters.standing import missed
from bot.messages import Message


def render(kind: str, facts: Facts, today: date) -> list[Message]:
    """The LINE messages of a letter. Raises KeyError for a kind nobody wrote."""
    return RENDERERS[kind](facts, today)


def reply(facts: Facts, today: date) -> list[Message]:
    """What was rendered before: an answer whose reply token LINE refused, an announcement tried."""
    return list(facts["messages"])


RENDERERS: dict[str, Callable[[Facts, date], list[Message]]] = {
    "offer": offers,
    "reminder": reminder,
    "auto_accepted": auto_accepted,
    "cancelled": cancelled,
    "reduced": reduced,
    "order_result": order_result,
    "newcomer": newcomer,
    "approved": approved,
    "refused": refused,
    "reply": reply,
    "wants_person": wants_person,
    "silent": silent,
    "unheard": unheard,
    "standing_missed": missed,
    "announced": announced,
    "trial": reply,
    "standing_by_colleague": by_colleague,
    "standing_holiday": holiday,
}
