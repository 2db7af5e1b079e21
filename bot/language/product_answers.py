"""Which product an answer names."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.asked import ANSWER_LIMIT, NO_DAY
from bot.language.catalogue import Catalogue, ProductEntry
from bot.language.guesses import Guesser
from bot.language.nodes import Name
from bot.language.normalize import normalize
from bot.language.parse import parse
from bot.language.segment import segment


@dataclass(frozen=True, slots=True)
class ProductMatch:
    """`product` when the name is known for sure, else the nearest ones, best first."""

    product: ProductEntry | None
    candidates: tuple[ProductEntry, ...] = ()


def read_product(text: str, catalogue: Catalogue) -> ProductMatch:
    """The product that is named; else the nearest names."""
    said = text[:ANSWER_LIMIT]
    exact = catalogue.find(said)
    if exact is not None:
        return ProductMatch(exact)
    nodes = parse(segment(normalize(said), catalogue), Guesser(catalogue), NO_DAY)
    names = [n for n in nodes if isinstance(n, Name)]
    if len(names) == 1 and names[0].product is not None:
        return ProductMatch(catalogue.product(names[0].product))
    slip = catalogue.find_slip(said)
    if slip is not None:
        return ProductMatch(slip)
    ids = [i for n in names for i in ((n.product,) if n.product else n.candidates)]
    near = [*map(catalogue.product, ids), *catalogue.nearest(said)]
    return ProductMatch(None, tuple(dict.fromkeys(near))[:3])
