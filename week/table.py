"""The table at the end: this market and first come, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from week.figures import KILOGRAM, Figures, gini

Row = tuple[str, str, str]


def table(ours: Figures, theirs: Figures) -> str:
    rows = [("", "this market", "first come"), *_rows(ours, theirs)]
    name = max(len(row[0]) for row in rows)
    columns = [max(len(row[n]) for row in rows) for n in (1, 2)]
    return "\n".join(
        f"{label:<{name}}  {mine:>{columns[0]}}  {other:>{columns[1]}}"
        for label, mine, other in rows
    )


def _rows(ours: Figures, theirs: Figures) -> Iterator[Row]:
    for (label, mine), (_, other) in zip(_figures(ours), _figures(theirs), strict=True):
        yield label, mine, other


def _figures(it: Figures) -> Iterator[tuple[str, str]]:
    yield from _trade(it)
    yield from _fairness(it)
    yield from _answers(it)
    yield from _talk(it)


def _trade(it: Figures) -> Iterator[tuple[str, str]]:
    yield "orders", str(it.orders)
    yield "  of these made of standing orders", str(it.standing_orders)
    yield "lines", str(it.lines)
    yield "asked for, kg", f"{it.asked.get(KILOGRAM, 0) / 1000:,.0f}"
    yield "filled, of the kilograms", _percent(it.got.get(KILOGRAM, 0), it.asked.get(KILOGRAM, 0))
    yield "asked for, pieces and packs", f"{_counted(it.asked) / 1000:,.0f}"
    yield "filled, of pieces and packs", _percent(_counted(it.got), _counted(it.asked))
    yield "lines served in full", _percent(it.full, it.lines)
    yield "cost, baht per kg", f"{it.paid_for / 100 / max(it.got.get(KILOGRAM, 0) / 1000, 1):.2f}"


def _counted(amounts: Mapping[str, int]) -> int:
    return sum(quantity for measure, quantity in amounts.items() if measure != KILOGRAM)


def _fairness(it: Figures) -> Iterator[tuple[str, str]]:
    yield "worst-served kitchen, mean of its lines", f"{min(it.shares, default=0):.1%}"
    yield "spread of what kitchens got (Gini)", f"{gini(it.shares):.3f}"
    yield "spread of income, producers (Gini)", f"{gini(it.incomes):.3f}"
    yield "spread of income, groups (Gini)", f"{gini(it.group_incomes):.3f}"


def _answers(it: Figures) -> Iterator[tuple[str, str]]:
    yield "offers", str(sum(it.answers.values()))
    yield "  taken in part", str(it.parts)
    yield "  declined", str(it.answers.get("declined", 0))
    yield "  lapsed", str(it.answers.get("lapsed", 0))
    yield "staff told that somebody is silent", str(it.silences)


def _talk(it: Figures) -> Iterator[tuple[str, str]]:
    yield "messages and taps of people", f"{it.said:,}"
    yield "free replies", f"{it.replies:,}"
    yield "paid pushes", f"{it.paid:,}"
    yield "paid pushes per order", f"{it.paid / max(it.orders, 1):.2f}"
    yield "conversations broken off", str(len(it.broken))
    yield "audit violations", str(len(it.violations))


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"
