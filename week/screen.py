"""A phone's bubbles as a person sees them: words, buttons, offers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

Json = dict[str, Any]
_HIDDEN = ("action", "actions", "defaultAction", "quickReply", "altText")
# "คะน้า 5 กก. กก.ละ 35 บาท รวม 175 บาท", as an offer of a single kind of goods shows it.
_AMOUNT = re.compile(r"([\d,]+(?:\.\d+)?) (\S+) \S+ละ [\d,.]+ บาท รวม")


def words(node: Any) -> str:
    """All that can be read of a message or a part of one, in one line."""
    return " ".join(" ".join(_words(node)).split())


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _words(each)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in ("text", "title") and isinstance(value, str):
                yield value
            elif key not in _HIDDEN:
                yield from _words(value)


def actions(message: Json) -> Iterator[Json]:
    """What a finger finds: the buttons over the keyboard, then those of the message."""
    yield from (item["action"] for item in (message.get("quickReply") or {}).get("items", ()))
    yield from _buttons(message)


def _buttons(node: Any) -> Iterator[Json]:
    if isinstance(node, list):
        for each in node:
            yield from _buttons(each)
    elif isinstance(node, dict):
        if isinstance(node.get("action"), dict):
            yield node["action"]
        yield from (each for each in node.get("actions", ()) if isinstance(each, dict))
        for key, value in node.items():
            if key not in _HIDDEN:
                yield from _buttons(value)


def find(messages: Sequence[Json], label: str) -> Json | None:
    """The newest button labelled so."""
    found = (a for message in reversed(messages) for a in actions(message))
    return next((action for action in found if action.get("label") == label), None)


@dataclass(frozen=True, slots=True)
class OfferCard:
    """A card that asks a producer. ids: what its buttons speak of; part: the button that opens how
    much, None when it has several goods; amount: how much is asked for, in the unit said."""

    ids: frozenset[str]
    accept: Json
    decline: Json
    part: Json | None
    amount: tuple[float, str] | None


def offer_cards(messages: Sequence[Json]) -> list[OfferCard]:
    """Every card of these messages, in the order it is read."""
    return [card for message in messages for bubble in _cards(message) if (card := _offer(bubble))]


def _cards(message: Json) -> list[Json]:
    contents = message.get("contents")
    if not isinstance(contents, dict):
        return []
    return list(contents["contents"]) if contents.get("type") == "carousel" else [contents]


def _offer(bubble: Json) -> OfferCard | None:
    buttons = list(_buttons(bubble))
    accept = [a for a in buttons if _does(a).get("do") == ["accept"]]
    decline = [a for a in buttons if _does(a).get("do") == ["decline"]]
    if not accept or not decline:
        return None
    part = next((a for a in buttons if _does(a).get("go") == ["reply"]), None)
    widest = max(accept, key=lambda action: len(_ids(action)))
    amounts = _AMOUNT.findall(words(bubble))
    single = len(amounts) == 1
    return OfferCard(
        ids=_ids(widest),
        accept=widest,
        decline=max(decline, key=lambda action: len(_ids(action))),
        part=part if single else None,
        amount=(float(amounts[0][0].replace(",", "")), amounts[0][1]) if single else None,
    )


def _does(action: Json) -> dict[str, list[str]]:
    return parse_qs(str(action.get("data", "")))


def _ids(action: Json) -> frozenset[str]:
    return frozenset(_does(action).get("a", [""])[0].split("."))
