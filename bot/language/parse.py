"""Tokens into nodes: at each place the first grammar that fits, else the word itself."""

from __future__ import annotations

from datetime import date

from bot.language.counts import parse_count
from bot.language.guesses import Guesser
from bot.language.measures import parse_each, parse_measure
from bot.language.moments import parse_moment, parse_repeat_days
from bot.language.names import parse_name
from bot.language.nodes import Mark, Node, Repeat
from bot.language.places import parse_place
from bot.language.prices import parse_price
from bot.language.tokens import Token, at

_TIME = frozenset(
    (
        "dayword",
        "weekday",
        "next_week",
        "weekend",
        "next_month",
        "vague",
        "alternate_week",
        "day",
        "initial",
        "day_mark",
        "month_end",
        "year_end",
        "ahead",
        "until",
        "since",
        "expiry",
        "made",
        "holy_day",
        "every",
        "every_day",
        "every_week",
        "alternate",
        "each_week",
        "each_month",
        "at_time",
        "past",
        "noon",
        "midnight",
        "thum",
        "dawn",
        "afternoon",
        "iso",
        "date",
        "clock_time",
    )
)
_NUMBERS = frozenset(("number", "digit", "twenty", "times", "half", "slashed"))
_MONEY = frozenset(("unit", "la", "repeat", "price_word", "cap_word", "total_word", "each"))
_NAMES = frozenset(("product", "unknown", "head", "quality", "filler", "approx", "particle", "and"))
_VERBS = frozenset(("can", "confirm", "buy", "sell", "have", "deliver", "accept", "change", "paid"))
_VERB_FILLERS = frozenset(
    ("ทัน", "พอ", "มา", "ไป", "ดี", "แพง", "อยาก", "เป็น", "ต้อง", "มาก", "ทำ", "ใส่")
)
_LEAVES = frozenset(("ไม่ต้อง", "งด", "หยุด", "พัก", "เว้น"))


def parse(tokens: list[Token], guesser: Guesser, today: date) -> list[Node]:
    """What the tokens say, in order."""
    nodes: list[Node] = []
    i, repeats = 0, False
    while i < len(tokens):
        repeated = parse_repeat_days(tokens, i) if repeats else None
        node, i = repeated or _next(tokens, i, guesser, today)
        repeats = repeats or isinstance(node, Repeat)
        nodes.append(node)
    return nodes


def _next(tokens: list[Token], i: int, guesser: Guesser, today: date) -> tuple[Node, int]:
    token = tokens[i]
    parsed: tuple[Node, int] | None = None
    if token.kind in _NUMBERS:
        parsed = parse_moment(tokens, i, today) or parse_count(tokens, i) or _goods(tokens, i)
    elif token.kind in _TIME:
        parsed = parse_moment(tokens, i, today)
    elif token.kind in _MONEY or token.value == "@":
        parsed = parse_each(tokens, i) or _goods(tokens, i) or parse_name(tokens, i, guesser)
    elif token.kind == "order_noun":
        parsed = parse_count(tokens, i)
    elif token.kind in _NAMES:
        parsed = _soft(tokens, i, guesser, today)
    return parsed or (Mark(_kind(tokens, i), token.text, token.number, token.gap), i + 1)


def _kind(tokens: list[Token], i: int) -> str:
    """What a word does here, where that depends on the next one."""
    token, following = tokens[i], at(tokens, i + 1)
    if token.kind == "bo" and not following.gap and _is_verb(following):
        return "neg"  # "เก็บบ่ได้" denies, "เก็บได้บ่" asks
    if token.kind == "neg" and following.kind == "quality" and not following.gap:
        return "trait"  # "ขอลูกไม่ใหญ่มาก"
    if token.kind == "complaint" and at(tokens, i - 1).kind in ("not_want", "neg"):
        return "trait"  # "ไม่เอาใบเหลือง"
    if token.kind == "complaint" and following.text in ("ไม่เป็นไร", "ก็", "ได้"):
        return "filler"  # "ขาดไม่เป็นไร"
    if token.text in _LEAVES and following.kind == "deliver":
        return "skip"  # "ไม่ต้องส่งของ"
    if token.text == "ออก" and following.kind in (*_NUMBERS, "approx"):
        return "have"  # "ฟักออกครึ่งตัน" yields, "เอาฟักออก" takes out
    return token.kind


def _is_verb(token: Token) -> bool:
    return token.kind in _VERBS or token.text in _VERB_FILLERS


def _goods(tokens: list[Token], i: int) -> tuple[Node, int] | None:
    return parse_price(tokens, i) or parse_measure(tokens, i)


def _soft(tokens: list[Token], i: int, guesser: Guesser, today: date) -> tuple[Node, int] | None:
    """Words that are mostly noise, but may begin a name, an hour ("ราวๆ 6 โมง") or an amount."""
    if tokens[i].kind == "approx":
        return parse_moment(tokens, i, today) or _goods(tokens, i) or parse_name(tokens, i, guesser)
    return parse_count(tokens, i) or parse_place(tokens, i) or parse_name(tokens, i, guesser)
