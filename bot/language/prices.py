"""Prices: โลละ 30, 35 บาท/กก., @110, มัดๆละ 10, ราคา 30, ทั้งหมด 600 บาท, งบชุดละ 25."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from bot.language.measures import skip_approx
from bot.language.money import money_said, with_denominator
from bot.language.nodes import Pack, Price
from bot.language.numbers import NumberSaid, parse_number, single_number
from bot.language.packs import parse_content, parse_pack
from bot.language.tokens import Token, at

Parsed = tuple[Price | Pack, int]
_NUMBER_KINDS = frozenset(("number", "digit", "times", "twenty"))
_FOR_ALL = frozenset(
    ("ทั้งหมด", "ทั้งหมดนี้", "หมดเลย", "เท่ากัน", "เท่ากันหมด", "เหมือนกัน", "ทุกตัว", "เท่ากันทุกอย่าง")
)
_LEADS = frozenset(("price_word", "cap_word", "total_word", "each", "approx"))


def parse_price(tokens: list[Token], i: int) -> Parsed | None:
    """The price, or content of a pack, that starts at token `i`, and the index after it."""
    leads, start = _leading_words(tokens, i)
    parsed = (
        parse_content(tokens, start)
        or _per_unit(tokens, start)
        or _la_only(tokens, start)
        or _at_sign(tokens, start)
        or _amount_of_baht(tokens, start, lead=bool(leads - {"approx", "each"}))
    )
    if parsed is None:
        return None
    said, i = parsed
    return (said, i) if isinstance(said, Pack) else _with_leads(said, leads, tokens, i)


def _leading_words(tokens: list[Token], i: int) -> tuple[frozenset[str], int]:
    leads: set[str] = set()
    while (token := at(tokens, i)).kind in _LEADS:
        leads.add("budget" if token.text.startswith("งบ") else token.kind)
        leads.add(token.kind)
        i += 1
    return frozenset(leads), i


def _with_leads(said: Price, leads: frozenset[str], tokens: list[Token], i: int) -> Parsed:
    if at(tokens, i).kind == "total_word" and said.form == "bare":
        said, i = replace(said, form="total"), i + 1
    elif _for_all(at(tokens, i)) and said.form == "per":
        said, i = replace(said, each=True), i + 1
    if "cap_word" in leads:
        said = replace(said, cap=True)
    if said.form == "bare" and ("budget" in leads or {"cap_word", "total_word"} <= leads):
        said = replace(said, form="budget")
    elif said.form == "bare" and "total_word" in leads:
        said = replace(said, form="total")
    elif said.form == "per" and "total_word" in leads:
        said = replace(said, each=True)
    return replace(said, each=said.each or "each" in leads), i


def _for_all(token: Token) -> bool:
    """ทุกอย่าง or ทั้งหมด after a price; อย่างละ begins an amount."""
    if token.kind == "each":
        return not token.text.endswith("ละ")
    if token.text == "หมด":
        return not token.gap  # "กำละ5บาทหมด"
    return token.text in _FOR_ALL


def _per_unit(tokens: list[Token], i: int) -> Parsed | None:
    """UNIT ละ NUMBER. Followed by another unit it is the content of a pack, not a price."""
    if at(tokens, i).kind != "unit":
        return None
    unit, la = tokens[i].value, i + 1
    if at(tokens, la).kind in _NUMBER_KINDS and not _counted(tokens, i):
        return parse_pack(tokens, la, unit) or _unit_then_price(tokens, la)
    if at(tokens, la).kind == "repeat":
        la += 1
    if at(tokens, la).kind != "la":
        return None
    start, cap = _skip_soft(tokens, la + 1)
    pack = parse_pack(tokens, start, unit)
    if pack:
        return pack
    parsed = parse_number(tokens, start)
    if parsed is None:
        one_baht = at(tokens, start).kind == "baht"
        return (Price(Fraction(1), "per", unit), start + 1) if one_baht else None
    if at(tokens, parsed[1]).kind in ("unit", "month") and parsed[0].high is not None:
        # "กก.ละ 50 - 100 กก.", "โลละ 19 ถึง 24 พ.ย.": what follows is an amount or a day, no range
        parsed = single_number(tokens, start) or parsed
    price, after = money_said(tokens, parsed)
    return Price(price.low, "per", unit, cap=cap) if price.high is None else _ranged(
        price, unit, cap
    ), after


def _unit_then_price(tokens: list[Token], i: int) -> Parsed | None:
    """ "คะน้าโล 30": probably a price for one, so it is kept, and asked about."""
    parsed = parse_number(tokens, i)
    one = at(tokens, i).kind == "digit" and at(tokens, i).number == 1
    if parsed is None or one or at(tokens, parsed[1]).kind == "unit":
        return None
    price, after = money_said(tokens, parsed)
    return Price(price.low if price.high is None else None, "bare"), after


def _counted(tokens: list[Token], i: int) -> bool:
    return at(tokens, i - 1).kind in _NUMBER_KINDS


def _ranged(price: NumberSaid, unit: str | None, cap: bool) -> Price:
    """A range of prices names no price; as a cap its upper end is meant."""
    return Price(price.high if cap else None, "per", unit, cap=cap)


def _la_only(tokens: list[Token], i: int) -> Parsed | None:
    """ "มัดๆละ 10", "ละ 30": per the unit that was just said."""
    la = i + 1 if at(tokens, i).kind == "repeat" else i
    if at(tokens, la).kind != "la":
        return _repeated(tokens, la) if la > i else None
    start, cap = _skip_soft(tokens, la + 1)
    parsed = parse_number(tokens, start)
    if parsed is None:
        return None
    price, after = money_said(tokens, parsed)
    if at(tokens, after).kind == "unit":
        said = at(tokens, i - 1)  # "5 กระสอบๆ ละ 50 กก."
        return parse_pack(tokens, start, said.value) if said.kind == "unit" else None
    return Price(price.low if price.high is None else None, "same", cap=cap), after


def _repeated(tokens: list[Token], i: int) -> Parsed | None:
    """ "20 ถุงๆ 25 บาท": ละ is left out."""
    parsed = parse_number(tokens, i)
    if parsed is None or at(tokens, parsed[1]).kind != "baht":
        return None
    price, after = money_said(tokens, parsed)
    return Price(price.low if price.high is None else None, "same"), after


def _at_sign(tokens: list[Token], i: int) -> Parsed | None:
    if at(tokens, i).value != "@" or at(tokens, i).kind != "sign":
        return None
    parsed = parse_number(tokens, i + 1)
    if parsed is None:
        return None
    price, after = money_said(tokens, parsed)
    return with_denominator(Price(price.low, "same"), tokens, after)


def _amount_of_baht(tokens: list[Token], i: int, *, lead: bool) -> Parsed | None:
    """NUMBER บาท, perhaps "/UNIT" or "ต่อ UNIT"; with ราคา or "/UNIT" บาท may be left out."""
    parsed = parse_number(tokens, i)
    if parsed is None:
        return None
    price, after = money_said(tokens, parsed)
    value = price.low if price.high is None else None
    said, end = with_denominator(Price(value, "bare"), tokens, after)
    if said.form == "per" or after > parsed[1] or _is_sum(tokens, i, after):
        return said, end
    return (said, end) if lead and at(tokens, after).kind != "unit" else None


def _is_sum(tokens: list[Token], i: int, after: int) -> bool:
    """ "4 โล 160 รวม": what follows an amount and is followed by รวม is the price of all."""
    counted = at(tokens, i - 1).kind == "unit" and at(tokens, after).kind == "total_word"
    return counted and at(tokens, after + 1).kind not in _NUMBER_KINDS


def _skip_soft(tokens: list[Token], i: int) -> tuple[int, bool]:
    cap = False
    while (token := at(tokens, i)).kind in ("approx", "cap_word", "price_word"):
        cap = cap or token.kind == "cap_word"
        i = skip_approx(tokens, i) if token.kind == "approx" else i + 1
    return i, cap
