"""Which stock may serve which wish, with those that are alike put together.

Wishes that the same lots fit are one class, and lots that fit the same classes one cell: the graph
between cells and classes is far smaller than that between lots and lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import lcm

from models.matching.kinship import Part
from models.matching.masks import bits, mask_of
from models.matching.shapes import Masks, Shape, rank
from models.matching.terms import Stock, Wish


@dataclass(eq=False)
class Fit:
    """Classes and cells are numbered, those few others reach first.

    rates: of the stocks, over one denominator (whole numbers compare faster than fractions);
    reach: for each stock the classes it fits, as a mask; class_of: for each wish its class, None
    when nothing fits; cells: for each class the cells that fit it, as a mask; room: what each cell
    holds, in thousandths.
    """

    part: Part
    rates: list[int]
    reach: list[int]
    class_of: list[int | None]
    cells: list[int]
    room: list[int]


def fits(stock: Stock, wish: Wish) -> bool:
    """The rule itself, for one stock and one wish."""
    return (
        stock.product_id in wish.products
        and stock.measure == wish.measure
        and stock.first_day <= wish.day <= stock.last_day
        and (wish.most_rate is None or stock.rate <= wish.most_rate)
        and stock.lot_id not in wish.refused
        and has_certificates(stock, wish.certificates, wish.day)
    )


def has_certificates(stock: Stock, kinds: Iterable[str], day: date) -> bool:
    """Whether each kind is there and valid on the day."""
    valid = {kind for kind, until in stock.certificates if until >= day}
    return valid.issuperset(kinds)


def fit(part: Part) -> Fit:
    over = lcm(*(stock.rate.denominator for stock in part.stocks))
    rates = [s.rate.numerator * (over // s.rate.denominator) for s in part.stocks]
    asked = [_shape(wish, over) for wish in part.wishes]
    shapes = sorted(set(asked), key=rank)
    masks = Masks(shapes)
    found = [masks.of(stock, rate) for stock, rate in zip(part.stocks, rates, strict=True)]
    room: dict[int, int] = defaultdict(int)
    for stock, mask in zip(part.stocks, found, strict=True):
        if mask:
            room[mask] += stock.free
    order = sorted(room, key=lambda mask: (mask.bit_count(), mask))
    columns = _columns(order, len(shapes))
    sizes = [room[mask] for mask in order]
    classes = _scarcest_first({column for column in columns if column}, sizes)
    number = {column: k for k, column in enumerate(classes)}
    reach = {mask: mask_of({number[columns[shape]] for shape in bits(mask)}) for mask in order}
    by_shape = {shape: number.get(column) for shape, column in zip(shapes, columns, strict=True)}
    return Fit(
        part=part,
        rates=rates,
        reach=[reach.get(mask, 0) for mask in found],
        class_of=[by_shape[shape] for shape in asked],
        cells=classes,
        room=sizes,
    )


def _shape(wish: Wish, over: int) -> Shape:
    """What the wish requires; a limit is the highest whole rate within it."""
    most = wish.most_rate
    limit = None if most is None else most.numerator * over // most.denominator
    return wish.day, limit, wish.products, wish.certificates, wish.refused


def _columns(cells: Sequence[int], shapes: int) -> list[int]:
    """For each shape the cells that fit it."""
    columns = [0] * shapes
    for number, cell in enumerate(cells):
        for shape in bits(cell):
            columns[shape] |= 1 << number
    return columns


def _scarcest_first(columns: Iterable[int], sizes: Sequence[int]) -> list[int]:
    return sorted(columns, key=lambda column: (sum(sizes[c] for c in bits(column)), column))
