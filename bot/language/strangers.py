"""Names nobody knows, kept whole: ทุเรียนหมอนทอง is one word, though หมอ is a word, too."""

from __future__ import annotations

from bot.language.places import CATEGORIES
from bot.language.tokens import Token, at

_NUMBERS = frozenset(("number", "digit", "twenty", "times", "half"))
_SOFT = frozenset(("unknown", "filler", "head", "quality", "unit", "la"))
_BEGINS_NO_NAME = frozenset(
    ("จาก", "ของ", "ที่", "ใน", "แบบ", "ตรา", "ยี่ห้อ", "พันธุ์", "บ้าน", "กลุ่ม", "ร้าน", "โรงเรียน")
)
_MOST_PIECES = 6
_SHORT = 2
"""Letters of a piece too short to be a word of its own: the ล of เคล, the โอ of ส้มโอ."""


def with_whole_names(tokens: list[Token], text: str) -> list[Token]:
    """The pieces of a name that stands right before an amount or a price as one unknown token."""
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        end = _end(tokens, i)
        if end > i + 1:
            first, last = tokens[i], tokens[end - 1]
            words = text[first.start : last.end]
            found.append(Token("unknown", words, first.start, last.end, first.gap))
        else:
            found.append(tokens[i])
        i = max(end, i + 1)
    return found


def _end(tokens: list[Token], i: int) -> int:
    """Where the name ends that begins at token `i`; `i` when none does."""
    if not _may_begin(tokens, i):
        return i
    end = i + 1
    while end - i < _MOST_PIECES and not at(tokens, end).gap and _belongs(tokens, end):
        end += 1
    return end if _is_stranger(tokens[i:end]) and _is_counted(tokens, end) else i


def _may_begin(tokens: list[Token], i: int) -> bool:
    token, before = tokens[i], at(tokens, i - 1)
    if token.text in _BEGINS_NO_NAME or (token.kind == "unit" and before.kind in _NUMBERS):
        return False
    return _belongs(tokens, i)


def _belongs(tokens: list[Token], i: int) -> bool:
    """Whether the token may be a piece of a name; a word of another kind only beside a scrap."""
    token = at(tokens, i)
    if token.kind == "unit" and at(tokens, i + 1).kind == "la":
        return False  # the โล of "ทุเรียนโลละ 80"
    if token.kind in _SOFT:
        return True
    if token.kind == "confirm":
        return len(token.text) <= _SHORT
    if token.kind not in ("month", "weekday", "particle"):
        return False
    scraps = [t for t in (at(tokens, i - 1), at(tokens, i + 1)) if t.kind == "unknown"]
    return any(len(t.text) <= _SHORT for t in scraps)


def _is_stranger(pieces: list[Token]) -> bool:
    kinds = {token.kind for token in pieces}
    return "unknown" in kinds or (pieces[0].text in CATEGORIES and kinds <= {"filler", "quality"})


def _is_counted(tokens: list[Token], i: int) -> bool:
    """An amount with its unit, or "โลละ", comes next."""
    if at(tokens, i).kind == "unit":
        return at(tokens, i + 1).kind == "la"
    return at(tokens, i).kind in _NUMBERS and at(tokens, i + 1).kind == "unit"
