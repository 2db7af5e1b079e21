"""One sentence into one `Reading`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.language.assemble import gather
from bot.language.catalogue import Catalogue
from bot.language.deals import Wish
from bot.language.drafts import Gathering
from bot.language.guesses import Guesser
from bot.language.items import item_of, lacking, removed, substitutes
from bot.language.lexicon.calendar import PAST_WORDS
from bot.language.lists import with_bullets
from bot.language.nodes import ForEach, Mark, Name, Node, When
from bot.language.normalize import normalize
from bot.language.parse import parse
from bot.language.places import category_in, producer_in
from bot.language.reading import Each, Item, Reading
from bot.language.segment import segment
from bot.language.signs import signs_of
from bot.language.strangers import with_whole_names
from bot.language.substitutes import is_consent, plain, turned
from bot.language.times import Times, times_of
from bot.language.tokens import Token
from bot.language.wishes import wish_of

READ_LIMIT = 1_000
"""Letters of a message that are read; the rest is left and `Reading.truncated` says so."""
_DEALS = ("post_stock", "order")
_TALK = ("smalltalk", "greeting", "help")
_NOT_TRADE = ("unknown", "latin", "off_topic", "link", "past", "if", "neg")
_ITEM_ACTIONS = ("partial", "received")
_PLACED = re.compile("ออเดอร์(?!ใหม่)|ออร์เดอร์|คำสั่งซื้อ|บิลนี้|เลขที่|หมายเลข|รายการ|สั่งไว้")
_LEFT = re.compile("เหลือ")
_STANDING = re.compile("ประจำ")
_LAST_WEEK = re.compile("(?:อาทิตย์|สัปดาห์)(?:ที่แล้ว|ก่อน|ที่ผ่านมา)")
_NO_ITEMS = ("help", "greeting", "smalltalk", "confirm", "unknown")


def read(text: str, *, role: str, catalogue: Catalogue, today: date) -> Reading:
    """What `text` says. `role`: "producer", "buyer" or anything else for not known; `today`: the
    day in Asia/Bangkok. Never raises on any text; time is bounded by `READ_LIMIT`."""
    said = normalize(text[: READ_LIMIT * 2])[:READ_LIMIT]
    said, forbids = plain(said)
    tokens = with_whole_names(with_bullets(segment(said, catalogue)), said)
    guesser = Guesser(catalogue)
    nodes = parse(tokens, guesser, today)
    found = gather(nodes)
    wish = wish_of(signs_of(nodes, found, role, past=_is_past(nodes, today)))
    reading = _reading(nodes, found, wish, guesser, today)
    if reading.intent in _DEALS or is_consent(said):
        pairs = turned(substitutes(found), said, catalogue)
        reading = replace(reading, substitutes=pairs)
    if wish == ("query_stock", None):
        reading = _with_places(reading, tokens)
    truncated = len(text) > READ_LIMIT
    return replace(reading, only_this=forbids, truncated=truncated, text=text[:READ_LIMIT])


def _with_places(reading: Reading, tokens: list[Token]) -> Reading:
    category = None if reading.items else category_in(tokens)
    return replace(reading, category=category, producer=producer_in(tokens))


def _is_past(nodes: list[Node], today: date) -> bool:
    """Does the sentence tell of something that has been?"""
    days = (n for n in nodes if isinstance(n, When) and n.role == "day")
    if any(day.start is not None and day.start < today for day in days):
        return True
    return any(isinstance(n, Mark) and n.kind == "past" and n.text in PAST_WORDS for n in nodes)


def _reading(
    nodes: list[Node], found: Gathering, wish: Wish, guesser: Guesser, today: date
) -> Reading:
    intent, action = wish
    items = _items(found, wish, guesser)
    told = _tells_times(intent, nodes)
    times = times_of(nodes if told else [], today, moved=action == "reschedule")
    return Reading(
        intent=intent,
        items=items,
        date=times.first,
        date_end=times.last,
        time=times.hour,
        recurrence=times.recurrence,
        expiry=times.expiry,
        missing=_missing(wish, items, times),
        order_number=_order_number(nodes),
        action=action,
        date_from=times.moved_from,
        removed=removed(found) if intent in _DEALS and action != "zero" else (),
        same_as=times.past if action == "same_again" else None,
        budget=found.budget.baht if found.budget else None,
        each=_each(nodes) if intent in _DEALS else None,
        of_order=_says(nodes, _PLACED),
        left=_says(nodes, _LEFT),
        last_week=_says(nodes, _LAST_WEEK),
        standing=_says(nodes, _STANDING),
    )


def _says(nodes: list[Node], words: re.Pattern[str]) -> bool:
    return any(isinstance(n, Mark) and words.search(n.text) is not None for n in nodes)


def _tells_times(intent: str, nodes: list[Node]) -> bool:
    """A day in small talk, or among words that were not understood, is not a delivery day."""
    if intent != "unknown":
        return intent not in _TALK
    return not any(
        isinstance(n, Name) or (isinstance(n, Mark) and n.kind in _NOT_TRADE) for n in nodes
    )


def _items(found: Gathering, wish: Wish, guesser: Guesser) -> tuple[Item, ...]:
    intent, action = wish
    if intent in _NO_ITEMS and action not in _ITEM_ACTIONS:
        return ()
    kept, dropped = found.of_mode("keep"), found.of_mode("drop")
    drafts = kept
    if intent == "query_stock":
        either = [d for d in found.of_mode("instead") if d.measure is None]
        drafts = [d for d in found.drafts if d in kept or d in dropped or d in either]
    elif intent == "cancel" or action == "zero":
        drafts = dropped or kept
    return tuple(item_of(draft, guesser, buying=intent == "order") for draft in drafts)


def _each(nodes: list[Node]) -> Each | None:
    said = next((n for n in nodes if isinstance(n, ForEach)), None)
    if said is None:
        return None
    counts = (n for n in nodes if isinstance(n, Mark) and n.kind == "count" and n.text == said.of)
    count = next((n.number for n in counts if n.number), None)
    return Each(said.of, count, said.quantity, said.unit)


def _order_number(nodes: list[Node]) -> int | None:
    numbers = (n.number for n in nodes if isinstance(n, Mark) and n.kind == "order_number")
    first = next(numbers, None)
    return None if first is None else int(first)


def _missing(wish: Wish, items: tuple[Item, ...], times: Times) -> tuple[str, ...]:
    intent, action = wish
    lacks: list[str] = []
    if intent in _DEALS and action is None:
        selling = intent == "post_stock"
        lacks = [name for item in items for name in lacking(item, selling=selling)]
        lacks = lacks if items else ["product"]
    elif action == "zero" and not items:
        lacks = ["product"]
    if times.unclear or (action in ("reschedule", "skip") and times.first is None):
        lacks.append("date")
    return tuple(dict.fromkeys(lacks))
