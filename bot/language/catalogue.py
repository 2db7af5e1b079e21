"""The products the reader can name, with the search tables made from them once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from rapidfuzz import fuzz, process

from bot.language.lexicon.units import canonical_unit
from bot.language.normalize import bare, normalize
from bot.language.skeleton import skeleton
from bot.language.trie import Trie

NEAR_ENOUGH = 55.0
"""Score (0 to 100) below which a name is not offered as a guess."""
SLIP_LETTERS = 4
"""Shortest shape, in letters, that may be read in spite of slips."""


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
        """The one product whose name has this shape, or is one letter away from it."""
        shape = skeleton(bare(text))[0]
        if len(shape) < SLIP_LETTERS:
            return None
        ids = self._shapes.get(shape) or self._one_letter_away(shape)
        return self._products[ids[0]] if len(ids) == 1 else None

    def _one_letter_away(self, shape: str) -> tuple[int, ...]:
        if len(shape) <= SLIP_LETTERS + 1:
            return ()
        least = 100.0 * (1 - 1.01 / (len(shape) + 1))
        near = process.extract(
            shape, self._shape_list, scorer=fuzz.ratio, score_cutoff=least, limit=5
        )
        ids = {i for name, _, _ in near if name[0] == shape[0] for i in self._shapes[name]}
        return tuple(sorted(ids))

    def nearest(self, text: str, limit: int = 3) -> list[ProductEntry]:
        """The products whose names look most like the text, best first; none if none is near."""
        shape = skeleton(bare(text))[0]
        if not shape:
            return []
        near = process.extract(shape, self._shape_list, scorer=_likeness, limit=limit * 4)
        best: dict[int, float] = {}
        for name, score, _ in near:
            for product_id in self._shapes[name]:
                best[product_id] = max(score, best.get(product_id, 0.0))
        ranked = sorted((i for i in best if best[i] >= NEAR_ENOUGH), key=lambda i: (-best[i], i))
        return [self._products[i] for i in ranked[:limit]]


def _likeness(a: str, b: str, *, score_cutoff: float | None = None) -> float:
    """Likeness in per cent; a name that holds the other whole is at least 80."""
    score = fuzz.ratio(a, b, score_cutoff=None)
    if min(len(a), len(b)) >= 3 and (a in b or b in a):
        return 80.0 + score / 5
    return score
