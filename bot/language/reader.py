"""One sentence into one `Reading`."""

from __future__ import annotations

from datetime import date

from bot.language.assemble import Gathering, gather
from bot.language.catalogue import Catalogue
from bot.language.items import item_of, lacking
from bot.language.nodes import Clock, Mark, Node, Repeat, When
from bot.language.normalize import normalize
from bot.language.parse import parse
from bot.language.reading import Item, Reading
from bot.language.segment import segment
from bot.language.wishes import Wish, signs_of, wish_of

READ_LIMIT = 1_000
"""Letters of a message that are read; the rest is left and `Reading.truncated` says so."""
_DEALS = ("post_stock", "order")
_NO_ITEMS = ("help", "greeting", "smalltalk", "confirm", "unknown")


def read(text: str, *, role: str, catalogue: Catalogue, today: date) -> Reading:
    """What `text` says. `role`: "producer", "buyer" or anything else for not known; `today`: the
    day in Asia/Bangkok. Never raises on any text; time is bounded by `READ_LIMIT`."""
    nodes = parse(
        segment(normalize(text[: READ_LIMIT * 2])[:READ_LIMIT], catalogue), catalogue, today
    )
    days = [n for n in nodes if isinstance(n, When)]
    past = any(d.start is not None and d.start < today and d.role == "day" for d in days)
    wish = wish_of(signs_of(nodes, role, past=past))
    return _reading(nodes, wish, catalogue, today, truncated=len(text) > READ_LIMIT)


def _reading(
    nodes: list[Node], wish: Wish, catalogue: Catalogue, today: date, *, truncated: bool
) -> Reading:
    intent, action = wish
    found = gather(nodes)
    items = () if intent in _NO_ITEMS else _items(found, catalogue, buying=intent == "order")
    first, last, moved_from = _delivery(nodes, today, moved=action == "reschedule")
    return Reading(
        intent=intent,
        items=items,
        date=first,
        date_end=last,
        time=next((n.time for n in nodes if isinstance(n, Clock)), None),
        recurrence=next((n.rule for n in nodes if isinstance(n, Repeat)), None),
        expiry=_of_role(nodes, "expiry"),
        missing=_missing(wish, items, nodes, first),
        order_number=_order_number(nodes),
        action=action,
        date_from=moved_from,
        same_as=_past_day(nodes, today) if action == "same_again" else None,
        budget=found.budget.baht if found.budget else None,
        truncated=truncated,
    )


def _items(found: Gathering, catalogue: Catalogue, *, buying: bool) -> tuple[Item, ...]:
    return tuple(item_of(draft, catalogue, buying=buying) for draft in found.drafts)


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
