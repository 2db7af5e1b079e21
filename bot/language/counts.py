"""Numbers that are no amounts of goods: of people and days, of a whole, and laughter (555)."""

from __future__ import annotations

from fractions import Fraction

from bot.language.lexicon.filler import COUNTED, GRADES
from bot.language.measures import parse_measure
from bot.language.nodes import ForEach, Mark
from bot.language.numbers import parse_number
from bot.language.ordinals import parse_ordinal
from bot.language.tokens import Token, at

Parsed = tuple[Mark, int]
_COUNTED = frozenset(COUNTED)
_BESIDE = ("จาก", "ขั้นต่ำ", "สั่งขั้นต่ำ", "ซื้อขั้นต่ำ", "ขายขั้นต่ำ")
_WHOLE = frozenset(("ที่", "สั่ง", "ทั้งหมด", "สั่งไว้", "ไว้", "เดิม", "ขอ", "จอง"))
PEOPLE = frozenset(("คน", "ท่าน", "แขก", "นักเรียน", "คนไข้", "เด็ก", "ครู"))
_ORDER_NOUNS = ("ออเดอร์", "คำสั่งซื้อ")
_DELIVERIES = frozenset(("ครั้ง", "รอบ", "เที่ยว"))
"""What is said for each of these is what is delivered."""
_GRADES = frozenset(GRADES)


def parse_count(tokens: list[Token], i: int) -> tuple[Mark | ForEach, int] | None:
    """The number at token `i` when it counts no goods, and the index after it."""
    return (
        _of_a_whole(tokens, i)
        or _for_each(tokens, i)
        or parse_ordinal(tokens, i)
        or _order(tokens, i)
        or _graded(tokens, i)
        or _size(tokens, i)
        or _counted(tokens, i)
        or _laughter(tokens, i)
    )


def _of_a_whole(tokens: list[Token], i: int) -> Parsed | None:
    """ "5 โลจากที่สั่ง 10", "ขั้นต่ำ 5 โล": amounts that are not what is sold or wanted."""
    if at(tokens, i).text not in _BESIDE:
        return None
    start = i + 1
    while at(tokens, start).text in _WHOLE:
        start += 1
    whole = parse_measure(tokens, start)
    return None if whole is None else (Mark("count", tokens[i].text), whole[1])


def _for_each(tokens: list[Token], i: int) -> tuple[Mark | ForEach, int] | None:
    """ "80 คน คนละ 2 มัด", "ไร่ละ 3 ตัน": not what is wanted or sold in all."""
    of = at(tokens, i).text.removesuffix("ละ")
    if of not in _COUNTED:
        return None
    after = i + 1
    if of == tokens[i].text:
        if at(tokens, after).kind != "la":
            return None
        after += 1
    if of in _DELIVERIES:
        return Mark("count", of), after
    if at(tokens, after).kind == "unit":  # "คนละฟอง"
        return ForEach(_people(of), Fraction(1), tokens[after].value), after + 1
    each = parse_measure(tokens, after)
    if each is None or (each[0].unit is None and at(tokens, each[1]).kind != "product"):
        return None
    return ForEach(_people(of), each[0].quantity, each[0].unit), each[1]


def _people(counted: str) -> str:
    """นักเรียน and แขก are counted as คน."""
    return "คน" if counted in PEOPLE else counted


def _graded(tokens: list[Token], i: int) -> Parsed | None:
    """ "เบอร์ 2": a grade or a place."""
    if at(tokens, i).text not in _GRADES or at(tokens, i + 1).kind != "number":
        return None
    return Mark("count", tokens[i].text), i + 2


def _order(tokens: list[Token], i: int) -> Parsed | None:
    """ "ออเดอร์ 12" """
    if at(tokens, i).kind == "order_noun":
        number = i + 1
    elif at(tokens, i - 1).text.endswith(_ORDER_NOUNS):
        number = i  # "ยกเลิกออเดอร์ที่ 14"
    else:
        return None
    number += at(tokens, number).text in ("ที่", "เลขที่", "หมายเลข", "#")
    token = at(tokens, number)
    if token.kind != "number" or at(tokens, number + 1).kind in ("unit", "baht"):
        return None
    return Mark("order_number", token.text, token.number), number + 1


def _size(tokens: list[Token], i: int) -> Parsed | None:
    """ "สองตัวโล": two make a kilogram, a size."""
    parsed = parse_number(tokens, i)
    if parsed is None:
        return None
    unit, weight = at(tokens, parsed[1]), at(tokens, parsed[1] + 1)
    sized = unit.kind == "unit" and weight.value == "กก." and not weight.gap
    if not sized or at(tokens, parsed[1] + 2).kind == "la" or unit.value == "กก.":
        return None
    return Mark("count", unit.text), parsed[1] + 2


def _counted(tokens: list[Token], i: int) -> Parsed | None:
    parsed = parse_number(tokens, i)
    if parsed is None:
        return None
    counted = at(tokens, parsed[1])
    if counted.text not in _COUNTED and counted.kind not in ("day", "minutes"):
        return None
    return Mark("count", _people(counted.text), parsed[0].low or Fraction(0)), parsed[1] + 1


def _laughter(tokens: list[Token], i: int) -> Parsed | None:
    token, following = at(tokens, i), at(tokens, i + 1)
    if token.kind != "number" or len(token.text) < 3 or set(token.text) != {"5"}:
        return None
    if at(tokens, i - 1).kind == "product" or following.kind in ("unit", "baht", "sign"):
        return None
    return Mark("chat", token.text), i + 1
