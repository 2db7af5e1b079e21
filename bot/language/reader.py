"""One sentence into one `Reading`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.language.assemble import Gathering, gather
from bot.language.catalogue import Catalogue
from bot.language.guesses import Guesser
from bot.language.items import item_of, lacking, removed, substitutes
from bot.language.nodes import Clock, Mark, Node, Repeat, When
from bot.language.normalize import normalize
from bot.language.parse import parse
from bot.language.places import category_in, producer_in
from bot.language.reading import Item, Reading
from bot.language.segment import segment
from bot.language.wishes import Wish, signs_of, wish_of

READ_LIMIT = 1_000
"""Letters of a message that are read; the rest is left and `Reading.truncated` says so."""
_DEALS = ("post_stock", "order")
_ITEM_ACTIONS = ("partial", "received")
_NO_ITEMS = ("help", "greeting", "smalltalk", "confirm", "unknown")


def read(text: str, *, role: str, catalogue: Catalogue, today: date) -> Reading:
    """What `text` says. `role`: "producer", "buyer" or anything else for not known; `today`: the
    day in Asia/Bangkok. Never raises on any text; time is bounded by `READ_LIMIT`."""
    said = normalize(text[: READ_LIMIT * 2])[:READ_LIMIT]
    tokens = segment(said, catalogue)
    guesser = Guesser(catalogue)
    nodes = parse(tokens, guesser, today)
    found = gather(nodes)
    wish = wish_of(signs_of(nodes, found, role, past=_is_past(nodes, today)))
    reading = _reading(nodes, found, wish, guesser, today)
    if wish == ("query_stock", None):
        reading = replace(reading, category=category_in(tokens), producer=producer_in(tokens))
    return replace(reading, truncated=len(text) > READ_LIMIT)


def _is_past(nodes: list[Node], today: date) -> bool:
    days = (n for n in nodes if isinstance(n, When) and n.role == "day")
    return any(day.start is not None and day.start < today for day in days)


def _reading(
    nodes: list[Node], found: Gathering, wish: Wish, guesser: Guesser, today: date
) -> Reading:
    intent, action = wish
    items = _items(found, wish, guesser)
    first, last, moved_from = _delivery(nodes, today, moved=action == "reschedule")
    return Reading(
        intent=intent,
        items=items,
        date=first,
        date_end=last,
        time=next((n.time for n in nodes if isinstance(n, Clock)), None),
        recurrence=_recurrence(nodes),
        expiry=_of_role(nodes, "expiry"),
        missing=_missing(wish, items, nodes, first),
        order_number=_order_number(nodes),
        action=action,
        date_from=moved_from,
        substitutes=substitutes(found),
        removed=() if intent == "cancel" else removed(found),
        same_as=_past_day(nodes, today) if action == "same_again" else None,
        budget=found.budget.baht if found.budget else None,
    )


def _items(found: Gathering, wish: Wish, guesser: Guesser) -> tuple[Item, ...]:
    intent, action = wish
    if intent in _NO_ITEMS and action not in _ITEM_ACTIONS:
        return ()
    dropped = found.of_mode("drop") if intent == "cancel" else []
    drafts = dropped or found.of_mode("keep")
    return tuple(item_of(draft, guesser, buying=intent == "order") for draft in drafts)


def _recurrence(nodes: list[Node]) -> str | None:
    """The most exact of the rules: "วันละ … จันทร์ถึงศุกร์" says two."""
    rules = [n.rule for n in nodes if isinstance(n, Repeat)]
    return max(rules, key=lambda rule: "BY" in rule, default=None)


def _delivery(
    nodes: list[Node], today: date, *, moved: bool
) -> tuple[date | None, date | None, date | None]:
    """The delivery day, the last day, and the day it is moved away from."""
    days = [n for n in nodes if isinstance(n, When) and n.role in ("day", "since")]
    ahead = [d for d in days if d.start is None or d.start >= today]
    until = _of_role(nodes, "until")
    if moved:
        if len(ahead) > 1:
            return ahead[-1].start, None, ahead[0].start
        return (ahead[0].start if ahead else until), None, None
    if not ahead:
        return None, until, None
    return ahead[0].start, ahead[0].end or until, None


def _of_role(nodes: list[Node], role: str) -> date | None:
    return next((n.start for n in nodes if isinstance(n, When) and n.role == role), None)


def _past_day(nodes: list[Node], today: date) -> date | None:
    days = (n.start for n in nodes if isinstance(n, When))
    return next((day for day in days if day is not None and day < today), None)


def _order_number(nodes: list[Node]) -> int | None:
    numbers = (n.number for n in nodes if isinstance(n, Mark) and n.kind == "order_number")
    first = next(numbers, None)
    return None if first is None else int(first)


def _missing(
    wish: Wish, items: tuple[Item, ...], nodes: list[Node], day: date | None
) -> tuple[str, ...]:
    intent, action = wish
    lacks: list[str] = []
    if intent in _DEALS and action is None:
        selling = intent == "post_stock"
        lacks = [name for item in items for name in lacking(item, selling=selling)]
        lacks = lacks if items else ["product"]
    elif action == "zero" and not items:
        lacks = ["product"]
    if action in ("reschedule", "skip") and day is None:
        lacks.append("date")
    if any(isinstance(n, When) and n.start is None for n in nodes):
        lacks.append("date")
    return tuple(dict.fromkeys(lacks))
