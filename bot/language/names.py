"""Product names in a sentence: known ones, ones with slips, and ones that only look known.

ผักบุ้ง inside a longer unknown word is not sure to be ผักบุ้ง (น้ำมะนาว is not มะนาว): then the name is
given with candidates, and the person is asked.
"""

from __future__ import annotations

from bot.language.guesses import Guesser
from bot.language.lexicon.filler import HEADS, QUALITIES
from bot.language.nodes import Name
from bot.language.segment import KIN
from bot.language.tokens import Token, at

Parsed = tuple[Name, int]
_HEADS = frozenset(HEADS)
_QUALITIES = frozenset(QUALITIES)
_SOFT = frozenset(("filler", "head", "quality", "approx", "unknown", "product", "particle", "and"))
_ROOTS = ("หอม", "กระเทียม", "ข่า", "ขิง", "เผือก", "มัน", "ขมิ้น", "กะหล่ำ", "ตะไคร้", "กระชาย")
"""Sold by the head or root: หัวหอมแดง is หอมแดง, while หัวกะทิ is not กะทิ."""
_INSIDE = _SOFT | {"unit"}
"""The ฝัก of a misspelt ถั่วฝักยาว is no unit."""
_PARTS = frozenset(("head", "quality", "unknown"))
_MOST_PIECES = 5
_REDUPLICATED = "ๆ"
"""Ends words that describe and name nothing: "ผักชีรากขาวๆ"."""


def parse_name(tokens: list[Token], i: int, guesser: Guesser) -> Parsed | None:
    """The product that starts at token `i`, and the index after it."""
    return (
        _headed(tokens, i, guesser)
        or _known(tokens, i, guesser)
        or _misspelt(tokens, i, guesser)
        or _unknown_before(tokens, i, guesser)
    )


def _headed(tokens: list[Token], i: int, guesser: Guesser) -> Parsed | None:
    """น้ำ + มะนาว: another thing than มะนาว, unless the catalogue knows the whole as a slip."""
    token, following = at(tokens, i), at(tokens, i + 1)
    if token.text not in _HEADS or following.kind != "product" or following.gap:
        return None
    if token.kind == "unit" and at(tokens, i - 1).kind in ("number", "digit", "times", "half"):
        return None
    raw = token.text + following.text
    if token.text == "หัว" and following.text.startswith(_ROOTS) and len(following.products) == 1:
        return Name(following.products[0], raw), i + 2
    return _resolved(raw, guesser, following.products), i + 2


def _known(tokens: list[Token], i: int, guesser: Guesser) -> Parsed | None:
    token = at(tokens, i)
    if token.kind != "product":
        return None
    if (joined := _joined(tokens, i, guesser)) is not None:
        return joined
    after = i + 1
    while _glued(tokens, after) and at(tokens, after).text in _QUALITIES:
        after += 1
    raw = "".join(t.text for t in tokens[i:after])
    longer = _longer(tokens, after)
    if longer > after and tokens[longer - 1].text.endswith(_REDUPLICATED):
        after = longer
    elif longer > after:
        whole = "".join(t.text for t in tokens[i:longer])
        return _resolved(whole, guesser, token.products), longer
    if len(token.products) > 1:
        return Name(None, raw, token.products), after
    return Name(token.products[0], raw), after


def _joined(tokens: list[Token], i: int, guesser: Guesser) -> Parsed | None:
    """ "ผักกวางตุ้ง" + "ฮ่องเต้": one name that is written with ผัก before it."""
    following = at(tokens, i + 1)
    if following.kind != "product" or following.gap:
        return None
    raw = tokens[i].text + following.text
    found = guesser.catalogue.find(raw.removeprefix("ผัก"))
    return None if found is None else (Name(found.id, raw), i + 2)


def _longer(tokens: list[Token], i: int) -> int:
    """The end of the glued pieces that make the word longer than the name, up to an unknown one."""
    end = longest = i
    while end - i < _MOST_PIECES and _glued(tokens, end) and tokens[end].kind in _PARTS:
        end += 1
        if tokens[end - 1].kind == "unknown":
            longest = end
    return longest


def _misspelt(tokens: list[Token], i: int, guesser: Guesser) -> Parsed | None:
    """Glued pieces with an unknown one among them that together look like one name."""
    if at(tokens, i).kind not in _SOFT or at(tokens, i).text in KIN:
        return None
    end = i + 1
    while end - i < _MOST_PIECES and _glued(tokens, end) and at(tokens, end).kind in _INSIDE:
        end += 1
    kinds = [t.kind for t in tokens[i:end]]
    if "unknown" not in kinds:
        return None
    for stop in range(end, i + kinds.index("unknown"), -1):
        raw = "".join(t.text for t in tokens[i:stop])
        found = guesser.known(raw)
        if found is not None:
            return Name(found, raw), stop
    return None


def _unknown_before(tokens: list[Token], i: int, guesser: Guesser) -> Parsed | None:
    token, following = at(tokens, i), at(tokens, i + 1)
    if token.kind != "unknown" or following.kind != "product" or following.gap:
        return None
    return _resolved(token.text + following.text, guesser, following.products), i + 2


def _resolved(raw: str, guesser: Guesser, likely: tuple[int, ...]) -> Name:
    found = guesser.known(raw)
    if found is not None:
        return Name(found, raw)
    return Name(None, raw, guesser.nearest(raw, likely))


def _glued(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and not tokens[i].gap
