"""The products the reader can name, with the search tables made from them once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Editop, Levenshtein

from bot.language.lexicon.units import canonical_unit
from bot.language.normalize import bare, normalize
from bot.language.skeleton import skeleton
from bot.language.trie import Trie

NEAR_ENOUGH = 60.0
"""Score (0 to 100) below which a name is not offered as a guess."""
SLIP_LETTERS = 4
"""Shortest shape, in letters, that may be read in spite of slips."""
LAST_CONSONANT = "ฮ"
LONG_NAME = 8
"""From this length of shape on a consonant may be wrong: มะพร้าว must not become มะนาว."""


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """`factor`: thousandths of the product's base unit in one of this unit; None: no fixed weight,
    sold by this unit."""

    name: str
    factor: int | None


@dataclass(frozen=True, slots=True)
class ProductEntry:
    id: int
    name: str
    aliases: tuple[str, ...]
    base_unit: str
    default_unit: str
    units: tuple[UnitEntry, ...]
    parent_id: int | None

    def unit_named(self, said: str) -> UnitEntry | None:
        """The unit this product is sold by, under whatever synonym it was said."""
        wanted = canonical_unit(said)
        return next((u for u in self.units if canonical_unit(u.name) == wanted), None)


class Catalogue:
    """Immutable. Names and aliases are matched exactly, by shape (see `skeleton`), or nearly."""

    def __init__(self, products: Iterable[ProductEntry]) -> None:
        self._products = MappingProxyType({p.id: p for p in products})
        names = [(n, p.id) for p in self._products.values() for n in (p.name, *p.aliases)]
        names += [(isan, i) for name, i in names for isan in _isan(name)]
        self.names: Trie[int] = Trie()
        self._exact: dict[str, int] = {}
        shapes: defaultdict[str, set[int]] = defaultdict(set)
        for name, product_id in names:
            written = normalize(name)
            key = written.replace(" ", "")
            if self._exact.setdefault(key, product_id) == product_id:
                self.names.put(written, product_id)
                self.names.put(key, product_id)
            shapes[skeleton(key)[0]].add(product_id)
        self.units: Trie[str] = Trie()
        for unit in {u.name for p in self._products.values() for u in p.units}:
            self.units.put(normalize(unit), canonical_unit(unit))
        self._shapes = {shape: tuple(sorted(ids)) for shape, ids in shapes.items()}
        self._shape_list = list(self._shapes)
        self.slips: Trie[tuple[int, ...]] = Trie()
        for shape, ids in self._shapes.items():
            if len(shape) >= SLIP_LETTERS:
                self.slips.put(shape, ids)

    def __iter__(self) -> Iterator[ProductEntry]:
        return iter(self._products.values())

    def product(self, product_id: int) -> ProductEntry:
        """The product; KeyError when the catalogue has no such id."""
        return self._products[product_id]

    def find(self, text: str) -> ProductEntry | None:
        """The product with exactly this name or alias, after normalisation."""
        found = self._exact.get(bare(text).replace(" ", ""))
        return None if found is None else self._products[found]

    def find_slip(self, text: str) -> ProductEntry | None:
        """The one product whose name has this shape, or nearly (see `_is_slip`)."""
        shape = skeleton(bare(text))[0]
        if len(shape) < SLIP_LETTERS:
            return None
        ids = self._shapes.get(shape) or self._few_letters_away(shape)
        return self._products[ids[0]] if len(ids) == 1 else None

    def _few_letters_away(self, shape: str) -> tuple[int, ...]:
        near = process.extract(
            shape, self._shape_list, scorer=Levenshtein.distance, score_cutoff=2, limit=8
        )
        names = [name for name, _, _ in near if _is_slip(shape, name)]
        return tuple(sorted({i for name in names for i in self._shapes[name]}))

    def nearest(self, text: str, limit: int = 3) -> list[ProductEntry]:
        """The products whose names look most like the text, best first; none if none is near."""
        shape = skeleton(bare(text))[0]
        if not shape:
            return []
        near = process.extract(shape, self._shape_list, scorer=fuzz.ratio, limit=limit * 4)
        scores = {name: score for name, score, _ in near}
        scores |= {name: _held(shape, name) for name in self._shape_list if _holds(shape, name)}
        best: dict[int, float] = {}
        for name, score in scores.items():
            for product_id in self._shapes[name]:
                best[product_id] = max(score, best.get(product_id, 0.0))
        ranked = sorted((i for i in best if best[i] >= NEAR_ENOUGH), key=lambda i: (-best[i], i))
        return [self._products[i] for i in ranked[:limit]]


def _isan(name: str) -> tuple[str, ...]:
    """มะเขือ is บักเขือ and หมากเขือ in Isan, whatever the fruit."""
    rest = name.removeprefix("มะ")
    return () if rest == name else ("บัก" + rest, "หมาก" + rest)


def _holds(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= 3 and (a in b or b in a)


def _held(a: str, b: str) -> float:
    """Likeness in per cent of a name that holds the other whole: at least 80."""
    return 80.0 + fuzz.ratio(a, b) / 5


def _is_slip(written: str, name: str) -> bool:
    """Do the shapes differ only as typing slips do: a vowel, in a long name also one consonant?

    A name inside a longer word is no slip: ข้าวเหนียวดำ is another thing than ข้าวเหนียว."""
    if len(written) <= SLIP_LETTERS or written[0] != name[0] or name in written:
        return False
    if written in name:
        return len(written) >= LONG_NAME and len(name) - len(written) == 1  # "ถั่วฝักยา"
    edits = Levenshtein.editops(written, name)
    letters = [(name if e.tag == "insert" else written)[_place(e)] for e in edits]
    letters += [name[e.dest_pos] for e in edits if e.tag == "replace"]
    consonants = sum(letter <= LAST_CONSONANT for letter in letters)
    if len(written) < LONG_NAME:
        return len(edits) == 1 and not consonants
    return consonants <= 2 and len(edits) <= (1 if consonants else 2)


def _place(edit: Editop) -> int:
    return edit.dest_pos if edit.tag == "insert" else edit.src_pos
