"""Cuts a normalised text into tokens: of all ways to cut, the one with the fewest, longest pieces.

Costs are whole numbers: a known word 10, a name read in spite of slips 18, each unknown cluster 15
and 10 more for beginning an unknown piece. Thai writes no spaces, so cutting is choosing.
"""

from __future__ import annotations

import re
from fractions import Fraction

from bot.language.catalogue import Catalogue
from bot.language.lexicon.table import WORDS
from bot.language.scan import scan
from bot.language.skeleton import skeleton
from bot.language.tokens import Token, Word, at
from bot.language.trie import Trie

KNOWN, SLIP, UNKNOWN, UNKNOWN_START = 10, 18, 15, 10
LEFT_OVER = 10
"""More for a lone consonant behind a known word: แก้ว is not แก้ and a ว."""
_MAX = 1 << 30
_DEPENDENT = frozenset("ะัาำิีึืฺุู็่้๊๋์ํ๎ๆฯ")
_LEADING = frozenset("เแโใไ")
_CLUSTER = re.compile("[เแโใไ]?.[ะัาำิีึืฺุู็่้๊๋์ํ๎ๆฯ]*", re.DOTALL)
_SILENT = re.compile("[ก-ฮ]{1,2}[ิุ]?์")
KIN = ("ป้า", "ลุง", "ครู", "น้า", "พี่", "ยาย")
"""Begin what somebody is called: ป้าสม is no ปลาส้ม."""
_COUNTING = ("digit", "times")
_TONES = frozenset("่้๊๋็์ๆ")


def _lexicon() -> Trie[Word]:
    trie: Trie[Word] = Trie()
    for word, meaning in WORDS.items():
        trie.put(word, meaning)
    return trie


_LEXICON = _lexicon()


class Cut:
    """The cheapest way found so far to reach each place of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.cost = [0] + [_MAX] * len(text)
        self.piece: list[Token | None] = [None] * (len(text) + 1)

    def offer(self, token: Token, price: int) -> None:
        total = self.cost[token.start] + price
        if total < self.cost[token.end]:
            self.cost[token.end] = total
            self.piece[token.end] = token

    def pieces(self) -> list[Token]:
        found: list[Token] = []
        place = len(self.text)
        while place > 0:
            token = self.piece[place]
            if token is None:
                break
            found.append(token)
            place = token.start
        return found[::-1]


def segment(text: str, catalogue: Catalogue) -> list[Token]:
    """Tokens of a normalised text, in order, without white space."""
    cut = Cut(text)
    shape, places = skeleton(text)
    shape_at = _shape_index(places, len(text))
    for start in range(len(text)):
        if cut.cost[start] < _MAX:
            _offer_all(cut, start, catalogue, shape, places, shape_at)
    return _with_numbers(_joined(cut.pieces(), text))


def _shape_index(places: list[int], length: int) -> list[int]:
    index = [-1] * (length + 1)
    for position, place in enumerate(places):
        index[place] = position
    return index


def _offer_all(
    cut: Cut, start: int, catalogue: Catalogue, shape: str, places: list[int], shape_at: list[int]
) -> None:
    text = cut.text
    literal = scan(text, start)
    if literal is not None:
        cut.offer(literal, SLIP if literal.kind == "latin" else KNOWN)
        if literal.kind != "latin":
            return
    for end, word in _LEXICON.walk(text, start):
        if _boundary(text, end):
            cut.offer(_known(text, start, end, word), KNOWN)
    for end, unit in catalogue.units.walk(text, start):
        if _boundary(text, end):
            cut.offer(Token("unit", text[start:end], start, end, False, unit), KNOWN)
    for end, product in catalogue.names.walk(text, start):
        if _boundary(text, end):
            cut.offer(
                Token("product", text[start:end], start, end, False, products=(product,)), KNOWN - 1
            )
    if shape_at[start] >= 0:
        for stop, ids in catalogue.slips.walk(shape, shape_at[start]):
            _offer_slip(cut, start, places[stop - 1] + 1, ids)
    if literal is None:
        _offer_unknown(cut, start)


def _known(text: str, start: int, end: int, word: Word) -> Token:
    return Token(word.kind, text[start:end], start, end, False, word.value, Fraction(word.number))


def _offer_slip(cut: Cut, start: int, end: int, ids: tuple[int, ...]) -> None:
    if cut.text.startswith(KIN, start):
        return
    while end < len(cut.text) and cut.text[end] in _TONES:
        end += 1
    if "\n" not in cut.text[start:end] and _boundary(cut.text, end):
        token = Token("product", cut.text[start:end], start, end, False, products=ids, slip=True)
        cut.offer(token, SLIP + KNOWN * cut.text.count(" ", start, end))


def _offer_unknown(cut: Cut, start: int) -> None:
    cluster = _CLUSTER.match(cut.text, start)
    end = cluster.end() if cluster else start + 1
    before = cut.piece[start]
    begins = 0 if before is not None and before.kind == "unknown" else UNKNOWN_START
    if begins and end - start == 1 and before is not None and before.kind != "space":
        begins += LEFT_OVER
    cut.offer(Token("unknown", cut.text[start:end], start, end, False), UNKNOWN + begins)


def _boundary(text: str, end: int) -> bool:
    """May a piece end here? Not before marks and silent letters that hang on the last."""
    if text[end - 1] in _LEADING:
        return False
    if end >= len(text):
        return True
    if "a" <= text[end] <= "z":
        return not "a" <= text[end - 1] <= "z"
    if text[end] in _DEPENDENT:
        return text[end] == "ๆ"
    # ดอกไม้จันทน์ holds no จัน: silent letters belong to what stands before them.
    return "์" not in text[end : end + 4] or _SILENT.match(text, end) is None


def _joined(pieces: list[Token], text: str) -> list[Token]:
    """Without white space, and with neighbouring unknown pieces made one."""
    tokens: list[Token] = []
    for piece in pieces:
        if piece.kind == "space":
            continue
        gap = piece.start == 0 or text[piece.start - 1] in " \n"
        last = tokens[-1] if tokens else None
        if piece.kind == "unknown" and last and last.kind == "unknown" and not gap:
            tokens[-1] = _unknown(text, last.start, piece.end, last.gap)
        else:
            tokens.append(_with_gap(piece, gap))
    return tokens


def _with_numbers(tokens: list[Token]) -> list[Token]:
    """ร้อยเอ็ด as two number words where a number is counted, else as the province's name."""
    if not any(token.kind == "place" for token in tokens):
        return tokens
    found: list[Token] = []
    for i, token in enumerate(tokens):
        counted = at(tokens, i + 1).kind in ("unit", "baht") or at(tokens, i - 1).kind in _COUNTING
        found.extend(_hundred_and_one(token) if token.kind == "place" and counted else [token])
    return found


def _hundred_and_one(token: Token) -> list[Token]:
    middle = token.start + len("ร้อย")
    hundred = Token("times", "ร้อย", token.start, middle, token.gap, number=Fraction(100))
    return [hundred, Token("digit", "เอ็ด", middle, token.end, False, number=Fraction(1))]


def _unknown(text: str, start: int, end: int, gap: bool) -> Token:
    return Token("unknown", text[start:end], start, end, gap)


def _with_gap(t: Token, gap: bool) -> Token:
    return Token(t.kind, t.text, t.start, t.end, gap, t.value, t.number, t.products, t.slip)
