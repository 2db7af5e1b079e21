"""Pieces that are written in figures, Latin letters or signs: one reading at each place."""

from __future__ import annotations

import re
from fractions import Fraction

from bot.language.lexicon.units import UNIT_WORDS
from bot.language.tokens import Token

_LINK = re.compile(
    r"(?:https?://|www\.)\S{1,300}|[a-z0-9-]{2,40}\.(?:com|net|me|co|ly|org)\b\S{0,200}"
)
_ORDER_NUMBER = re.compile(r"(?:or ?-? ?|# ?)0{0,6}(\d{1,9})(?!\d)")
_UNITS = "|".join(map(re.escape, sorted(UNIT_WORDS, key=len, reverse=True)))
# Ways to reach or pay somebody are no amounts, however many figures they have.
_PHONE = re.compile(
    r"(?:66[ -]?|0)\d(?:[ -]?\d){7,8}(?!\d)"  # 081-234-5678, 043 511222
    r"|\d-\d{4}-\d{5}-\d{2}-\d(?!\d)|\d{3}-\d-\d{5}-\d(?!\d)"  # of a citizen, of an account
    rf"|\d{{9,13}}(?!\d| ?(?:{_UNITS}|บาท))"
)
_MAIL = re.compile(r"[a-z0-9._+-]{1,64}@[a-z0-9-]{1,64}(?:\.[a-z0-9-]{2,20}){1,3}")
_HANDLE = re.compile(r"[a-z0-9][a-z0-9._-]{2,40}")
_BEFORE_HANDLE = re.compile(r"(?:line|ไลน์|ไลน|ไอดี|id|ig|ไอจี|เฟส|เฟซ|facebook|fb) ?[:=]? ?@?$")
_LOOK_BACK = 16
_CLOCK = re.compile(
    r"([01]?\d|2[0-4])\.([0-5]\d) ?- ?[0-2]?\d\.[0-5]\d ?น(?:\.|(?![ก-๛]))"  # a window's beginning
    r"|(0\d)\.([0-5]\d)(?!\d)"  # nobody writes an amount with a leading nought
    r"|([01]?\d|2[0-4]):([0-5]\d)(?!\d)(?: ?น\.?)?"
    r"|([01]?\d|2[0-4])\.([0-5]\d) ?(?:น\.|น(?![ก-๛])|นาฬิกา)"
)
_DATE = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/])")
_ISO = re.compile(r"(20\d\d|25\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_BULLET = re.compile(r"(\d{1,2})[.)] ?(?=[^\d\s])")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
_LATIN = re.compile(r"[a-z]+")
_TIMES = re.compile(r"x ?\d")
_SPACE = re.compile(r" +")
_MONEY_END = re.compile(r" ?[.,]-")


def scan(text: str, start: int) -> Token | None:
    """The figure, Latin word, sign or white space at `start`; None where Thai is written."""
    letter = text[start]
    contact = _contact(text, start) if "0" <= letter <= "9" or "a" <= letter <= "z" else None
    if contact is not None:
        return contact
    if letter.isdigit():
        return _figures(text, start)
    if letter == " ":
        return _token("space", text, start, _end(_SPACE, text, start))
    if letter == "\n":
        return _token("line", text, start, start + 1)
    if "a" <= letter <= "z" or letter == "#":
        return _latin(text, start)
    if "\u0e01" <= letter <= "\u0e5b" or letter in "👍👌✅🆗":
        return None
    return _sign(text, start)


def _contact(text: str, start: int) -> Token | None:
    """A mail address, or the name after "ไลน์ไอดี"."""
    before = text[start - 1] if start else " "
    if "a" <= before <= "z" or before.isdigit():
        return None
    mail = _MAIL.match(text, start)
    if mail:
        return _token("phone", text, start, mail.end())
    handle = _HANDLE.match(text, start)
    told = _BEFORE_HANDLE.search(text[max(0, start - _LOOK_BACK) : start])
    named = told and handle and not _BEFORE_HANDLE.fullmatch(handle[0])
    return _token("phone", text, start, handle.end()) if named and handle else None


def _sign(text: str, start: int) -> Token:
    money = _MONEY_END.match(text, start)
    if money:
        return _token("baht", text, start, money.end())
    if text[start] == "½":
        return _token("half", text, start, start + 1)
    if text[start] == "฿":
        return _token("baht", text, start, start + 1)
    return _token("sign", text, start, start + 1, value=text[start])


def _latin(text: str, start: int) -> Token | None:
    link = _LINK.match(text, start)
    if link:
        return _token("link", text, start, link.end())
    order = _ORDER_NUMBER.match(text, start)
    if order and (start == 0 or not "a" <= text[start - 1] <= "z"):
        return _token("order_number", text, start, order.end(), number=Fraction(order[1]))
    if text[start] == "#":
        return _token("sign", text, start, start + 1, value="#")
    if text[start] == "x" and _TIMES.match(text, start):
        return _token("sign", text, start, start + 1, value="x")
    return _token("latin", text, start, _end(_LATIN, text, start))


def _figures(text: str, start: int) -> Token:
    phone = _PHONE.match(text, start)
    if phone and not (start and text[start - 1].isdigit()):
        return _token("phone", text, start, phone.end())
    for kind, pattern in (
        ("iso", _ISO),
        ("date", _DATE),
        ("clock_time", _CLOCK),
        ("slashed", _SLASHED),
    ):
        match = pattern.match(text, start)
        if match:
            return _token(kind, text, start, match.end(), value=_parts(match))
    bullet = _BULLET.match(text, start)
    if bullet and _first_on_line(text, start):
        return _token("bullet", text, start, bullet.end(), number=Fraction(bullet[1]))
    match = _NUMBER.match(text, start)
    if match is None:  # a digit of a script other than Thai or Arabic
        return _token("sign", text, start, start + 1, value=text[start])
    return _number(text, start, match.end())


def _number(text: str, start: int, end: int) -> Token:
    written = text[start : min(end, start + 20)].replace(",", "")
    number = Fraction(written.rstrip("."))
    return _token("number", text, start, end, number=number)


def _parts(match: re.Match[str]) -> str:
    return " ".join(part for part in match.groups() if part and part not in "/.-")


def _first_on_line(text: str, start: int) -> bool:
    return not text[:start].rstrip(" ") or text[:start].rstrip(" ")[-1] == "\n"


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start + 1


def _token(
    kind: str, text: str, start: int, end: int, value: str = "", number: Fraction = Fraction(0)
) -> Token:
    return Token(kind, text[start:end], start, end, False, value, number)
