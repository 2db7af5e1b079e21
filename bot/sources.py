"""Where the goods of a line come from, in few words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot import texts, thai
from models.measure import Amount, Price

# More than these and nobody reads on; what is left out is counted.
MOST_NAMED = 5
Source = tuple[str, Amount, Price]


def from_groups(parts: Sequence[Source]) -> list[str]:
    """A line for each group and price, the largest first; (group, how much, price) in."""
    together = [_together(list(some)) for _, some in groupby(sorted(parts, key=_deal), key=_deal)]
    together.sort(key=lambda source: -source[1].quantity)
    lines = [
        texts.FROM_GROUP.format(amount=thai.amount(amount), group=group, price=thai.price(price))
        for group, amount, price in together[:MOST_NAMED]
    ]
    if rest := together[MOST_NAMED:]:
        groups = len({group for group, *_ in rest})
        lines.append(texts.FROM_OTHERS.format(amount=thai.amount(_sum(rest)), count=groups))
    return lines


def with_substitutes(parts: Sequence[tuple[str | None, Source]], wished: str) -> list[str]:
    """The lines of what was asked for, then of each thing sent instead, named in front."""
    lines = from_groups([source for name, source in parts if name is None])
    for other in dict.fromkeys(name for name, _ in parts if name is not None):
        lines += [
            texts.SENT_INSTEAD_FROM.format(product=other, wished=wished, source=source)
            for source in from_groups([each for name, each in parts if name == other])
        ]
    return lines


def _deal(source: Source) -> tuple[str, int, str, str, int]:
    group, amount, price = source
    return group, price.satang, price.unit, amount.unit, amount.factor


def _together(same: Sequence[Source]) -> Source:
    group, _, price = same[0]
    return group, _sum(same), price


def _sum(parts: Sequence[Source]) -> Amount:
    return parts[0][1].with_quantity(sum(amount.quantity for _, amount, _ in parts))
