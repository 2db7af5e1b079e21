"""Numbers that are no amounts of goods: of people and days, of a whole, and laughter (555)."""

from __future__ import annotations

from bot.language.lexicon.filler import COUNTED, GRADES
from bot.language.measures import parse_measure
from bot.language.nodes import Mark
from bot.language.numbers import parse_number
from bot.language.tokens import Token, at

Parsed = tuple[Mark, int]
_COUNTED = frozenset(COUNTED)
_BESIDE = ("จาก", "ขั้นต่ำ", "สั่งขั้นต่ำ", "ซื้อขั้นต่ำ", "ขายขั้นต่ำ")
_HEADS_EACH = ("คนละ", "ท่านละ")
_GRADES = frozenset(GRADES)


def parse_count(tokens: list[Token], i: int) -> Parsed | None:
    """The number at token `i` when it counts no goods, and the index after it."""
    return (
        _of_a_whole(tokens, i)
        or _per_head(tokens, i)
        or _graded(tokens, i)
        or _order(tokens, i)
        or _size(tokens, i)
        or _counted(tokens, i)
        or _laughter(tokens, i)
    )


def _of_a_whole(tokens: list[Token], i: int) -> Parsed | None:
    """ "5 โลจาก 10", "ขั้นต่ำ 5 โล": amounts that are not what is sold or wanted."""
    if at(tokens, i).text not in _BESIDE:
        return None
    whole = parse_measure(tokens, i + 1)
    return None if whole is None else (Mark("count", tokens[i].text), whole[1])


def _per_head(tokens: list[Token], i: int) -> Parsed | None:
    """ "80 คน คนละ 2 มัด": not what is wanted in all, so that must be asked."""
    if at(tokens, i).text not in _HEADS_EACH:
        return None
    each = parse_measure(tokens, i + 1)
    if each is None or (each[0].unit is None and at(tokens, each[1]).kind != "product"):
        return None
    return Mark("per_head", tokens[i].text), each[1]


def _graded(tokens: list[Token], i: int) -> Parsed | None:
    """ "เบอร์ 2": a grade or a place."""
    if at(tokens, i).text not in _GRADES or at(tokens, i + 1).kind != "number":
        return None
    return Mark("count", tokens[i].text), i + 2


def _order(tokens: list[Token], i: int) -> Parsed | None:
    """ "ออเดอร์ 12" """
    if at(tokens, i).kind != "order_noun":
        return None
    number = i + 2 if at(tokens, i + 1).text in ("ที่", "เลขที่", "หมายเลข", "#") else i + 1
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
    return Mark("count", counted.text, parsed[0].low or tokens[i].number), parsed[1] + 1


def _laughter(tokens: list[Token], i: int) -> Parsed | None:
    token, following = at(tokens, i), at(tokens, i + 1)
    if token.kind != "number" or len(token.text) < 3 or set(token.text) != {"5"}:
        return None
    if at(tokens, i - 1).kind == "product" or following.kind in ("unit", "baht", "sign"):
        return None
    return Mark("chat", token.text), i + 1
