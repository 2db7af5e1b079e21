"""Numbers in figures and in words: ยี่สิบห้า, พันห้า (1,500), ห้าหก (a range), 2 พัน, ครึ่ง."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bot.language.tokens import Token, at

EXACT_ONE = -1
"""เอ็ด: a one that can only be a unit, so that ร้อยเอ็ด is 101 where ร้อยห้า may be 105 or 150."""
_SPECIAL = {"เอ็ด": EXACT_ONE}
LONGEST = 16
"""Words in the longest number (or range) that is read."""
_MOST_APART = 100
"""A figure from this on is not multiplied by a word that stands apart: "450 หมื่น"."""
_WORDS = ("digit", "twenty", "times")


@dataclass(frozen=True, slots=True)
class NumberSaid:
    """`low` None: the words have two meanings. `high` is set for a range."""

    low: Fraction | None
    high: Fraction | None = None


Parsed = tuple[NumberSaid, int]


def parse_number(tokens: list[Token], i: int) -> Parsed | None:
    """The number or range that starts at token `i`, and the index after it."""
    first = single_number(tokens, i)
    if first is None:
        return None
    said, i = first
    if said.high is None and said.low is not None and _range_sign(tokens, i):
        second = single_number(tokens, i + 1)
        if second and second[0].low is not None and second[0].low > said.low:
            return NumberSaid(said.low, second[0].low), second[1]
    return said, i


def _range_sign(tokens: list[Token], i: int) -> bool:
    token = at(tokens, i)
    return (token.kind == "sign" and token.value == "-") or token.kind == "until"


def single_number(tokens: list[Token], i: int) -> Parsed | None:
    """The number at token `i` without looking for the other end of a range."""
    token = at(tokens, i)
    if token.kind == "number":
        return _figures(tokens, i)
    if token.kind in _WORDS:
        return _words(tokens, i)
    return None


def _figures(tokens: list[Token], i: int) -> Parsed:
    value = tokens[i].number
    i += 1
    while at(tokens, i).kind == "times" and value < (_MOST_APART if tokens[i].gap else 10**9):
        value *= tokens[i].number
        i += 1
    return NumberSaid(value), i


def _words(tokens: list[Token], i: int) -> Parsed | None:
    """A run of number words is read whole or not at all: the tail of ห้าหกเจ็ด is no number."""
    end = i
    while (
        end - i < LONGEST and at(tokens, end).kind in _WORDS and (end == i or not tokens[end].gap)
    ):
        end += 1
    if at(tokens, end).kind == "point" and at(tokens, end + 1).kind == "digit":
        return _with_point(tokens, i, end)
    return in_words(_values(tokens[i:end])) or NumberSaid(None), end


def _with_point(tokens: list[Token], i: int, point: int) -> Parsed | None:
    whole = in_words(_values(tokens[i:point]))
    end = point + 1
    digits = ""
    while at(tokens, end).kind == "digit" and len(digits) < LONGEST:
        digits += str(int(tokens[end].number))
        end += 1
    if whole is None or whole.low is None:
        return None
    return NumberSaid(whole.low + Fraction(int(digits), 10 ** len(digits))), end


def _values(tokens: list[Token]) -> list[int]:
    return [_SPECIAL.get(t.text, int(t.number)) for t in tokens if not _is_article(t, tokens)]


def _is_article(token: Token, tokens: list[Token]) -> bool:
    """ร้อยนึง is one hundred."""
    return token.text == "นึง" and token is tokens[-1] and len(tokens) > 1


def in_words(values: list[int]) -> NumberSaid | None:
    """What a run of number words says; None when it is no number."""
    parts = _split(values)
    if not parts or len(parts) > 2:
        return None
    if len(parts) == 1:
        return _value(parts[0])
    low, high = _value(parts[0]), _value(parts[1])
    if low.low is None or high.low is None:
        return None
    return _range(parts, low.low, high.low)


def _range(parts: list[list[int]], low: Fraction, high: Fraction) -> NumberSaid | None:
    first, second = parts
    if len(first) == 1 and len(second) == 2 and second[0] == first[0] + 1:
        low *= second[1]
    return NumberSaid(low, high) if low < high else None


def _split(values: list[int]) -> list[list[int]]:
    """Cut a run of words where a new number must begin."""
    parts: list[list[int]] = []
    for index, value in enumerate(values):
        ahead = [*values[index + 1 : index + 3], 0, 0]
        if parts and _continues(parts[-1], value, ahead[0], ahead[1]):
            parts[-1].append(value)
        else:
            parts.append([value])
    return parts


def _continues(part: list[int], value: int, following: int, then: int) -> bool:
    last = part[-1]
    least = min((v for v in part if v >= 10), default=10**9)
    if value >= 10:
        return last != 20 and value < least and (value != 20 or last >= 100)
    if last < 10:
        return False
    return following < least or following == 20 or (least == 10 and then == value + 1)


def _value(part: list[int]) -> NumberSaid:
    total, pending, smallest = 0, 0, 0
    for value in part:
        if value < 10:
            pending = value
            continue
        total += value if value == 20 else (abs(pending) or 1) * value
        pending, smallest = 0, value
    if pending > 0 and smallest == 100:
        return NumberSaid(None)
    if pending > 0 and smallest > 100:
        return NumberSaid(Fraction(total + pending * smallest // 10))
    return NumberSaid(Fraction(total + abs(pending)))
