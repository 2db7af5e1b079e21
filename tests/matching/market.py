"""Small markets for the matching core: written out, or drawn at random."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from models.matching import Grant, Rules, Stock, Wish

DAY = date(2026, 11, 25)
KG = 1000
PRODUCTS = st.integers(1, 3)
KINDS = ("GAP", "PGS")
BUYERS = ("hospital", "school")


def days(most: int = 3) -> st.SearchStrategy[date]:
    return st.integers(0, most).map(lambda n: DAY + timedelta(days=n))


def lot(lot_id: int, free: int, **changes: object) -> Stock:
    usual = Stock(
        lot_id, 1, "กก.", free * KG, Fraction(2), DAY, DAY + timedelta(days=7), group_id=lot_id
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def line(line_id: int, wanted: int, **changes: object) -> Wish:
    usual = Wish(line_id, line_id, 1, "กก.", wanted * KG, DAY, None, False, frozenset())
    return replace(usual, **changes)  # type: ignore[arg-type]


@st.composite
def lots(draw: st.DrawFn, most: int = 7, sizes: int = 30) -> list[Stock]:
    return [
        Stock(
            lot_id=n + 1,
            product_id=draw(PRODUCTS),
            measure=draw(st.sampled_from(["กก.", "กก.", "กำ"])),
            free=draw(st.integers(0, sizes)) * KG,
            rate=Fraction(draw(st.integers(2, 6)), draw(st.sampled_from([1, 3]))),
            first_day=(first := draw(days())),
            last_day=first + timedelta(days=draw(st.integers(0, 3))),
            group_id=draw(st.integers(1, 3)),
            certificates=draw(
                st.frozensets(st.tuples(st.sampled_from(KINDS), days(5)), max_size=2)
            ),
        )
        for n in range(draw(st.integers(0, most)))
    ]


@st.composite
def lines(
    draw: st.DrawFn, most: int = 7, sizes: int = 30, wholes: bool = True, smallest: int = 0
) -> list[Wish]:
    found = []
    for n in range(draw(st.integers(0, most))):
        product = draw(PRODUCTS)
        narrower = (
            st.frozensets(st.integers(product + 1, 3)) if product < 3 else st.just(frozenset())
        )
        found.append(
            Wish(
                line_id=n + 1,
                order_id=draw(st.integers(1, 4)),
                product_id=product,
                measure=draw(st.sampled_from(["กก.", "กก.", "กำ"])),
                wanted=draw(st.integers(1, sizes)) * KG,
                day=draw(days()),
                most_rate=draw(st.none() | st.integers(1, 6).map(Fraction)),
                whole=wholes and draw(st.integers(0, 3)) == 0,
                refused=draw(st.frozensets(st.integers(1, 6), max_size=1)),
                varieties=draw(narrower),
                certificates=draw(
                    st.just(frozenset()) | st.frozensets(st.sampled_from(KINDS), max_size=2)
                ),
                buyer_kind=draw(st.sampled_from(BUYERS)),
                smallest=draw(st.integers(0, smallest)) * KG,
            )
        )
    return found


@st.composite
def rules(draw: st.DrawFn) -> Rules:
    ranks = {"hospital": draw(st.integers(-1, 0))}
    keys = [(g, p, m) for g in (1, 2, 3) for p in (1, 2, 3) for m in ("กก.", "กำ")]
    sold = draw(st.dictionaries(st.sampled_from(keys), st.integers(0, 9).map(lambda n: n * KG)))
    return Rules(ranks, sold)


def kindred(stocks: list[Stock], wishes: list[Wish]) -> tuple[list[Stock], list[Wish]]:
    """All of one product and one measure, but for those who take product 2 as well.

    Goods that have nothing to do with each other reach their goals one by one.
    """
    wishes = [replace(w, product_id=1, measure="กก.", varieties=w.varieties & {2}) for w in wishes]
    goods = set().union(*(w.products for w in wishes))
    stocks = [replace(s, product_id=min(s.product_id, 2), measure="กก.") for s in stocks]
    return [s for s in stocks if s.product_id in goods], wishes


def given_to(grants: Iterable[Grant]) -> dict[int, int]:
    sums: dict[int, int] = defaultdict(int)
    for grant in grants:
        sums[grant.line_id] += grant.quantity
    return sums


def taken_from(grants: Iterable[Grant]) -> dict[int, int]:
    sums: dict[int, int] = defaultdict(int)
    for grant in grants:
        sums[grant.lot_id] += grant.quantity
    return sums


def may_serve(stock: Stock, wish: Wish) -> bool:
    """The rules of trade, said once more and independently."""
    valid = {kind for kind, until in stock.certificates if wish.day <= until}
    return (
        (stock.product_id == wish.product_id or stock.product_id in wish.varieties)
        and stock.measure == wish.measure
        and stock.first_day <= wish.day <= stock.last_day
        and (wish.most_rate is None or stock.rate <= wish.most_rate)
        and stock.lot_id not in wish.refused
        and wish.certificates <= valid
    )
