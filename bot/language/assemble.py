"""Nodes into items: which amount and which price belong to which product."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.language.nodes import Mark, Measure, Name, Node, Pack, Price

_BREAKS = frozenset(("line", "bullet"))
_LOOSE = frozenset(("unknown", "latin"))


@dataclass(slots=True)
class Draft:
    """One item while its parts are being gathered."""

    name: Name | None = None
    measure: Measure | None = None
    price: Price | None = None
    pack: Pack | None = None
    line: int = 0


@dataclass(slots=True)
class Gathering:
    """The items so far, and what was said before any product was named."""

    drafts: list[Draft] = field(default_factory=list)
    each: Measure | None = None
    each_price: Price | None = None
    budget: Price | None = None
    loose: Mark | None = None
    line: int = 0
    extra: list[Measure] = field(default_factory=list)

    def last(self) -> Draft | None:
        return self.drafts[-1] if self.drafts else None


def gather(nodes: list[Node]) -> Gathering:
    """The items of a sentence, in the order in which they are named."""
    found = Gathering()
    for node in nodes:
        if isinstance(node, Name):
            _name(found, node)
        elif isinstance(node, Measure):
            _measure(found, node)
        elif isinstance(node, Price):
            _price(found, node)
        elif isinstance(node, Pack):
            _pack(found, node)
        elif isinstance(node, Mark):
            _mark(found, node)
    _spread(found)
    return found


def _name(found: Gathering, name: Name) -> None:
    last = found.last()
    found.loose = None
    if last is not None and last.name is None and last.line == found.line:
        last.name = name
        return
    found.drafts.append(Draft(name=name, line=found.line))


def _measure(found: Gathering, measure: Measure) -> None:
    if measure.each:
        found.each = measure
        return
    last = found.last()
    if found.loose is not None:
        found.drafts.append(
            Draft(name=Name(None, found.loose.text), measure=measure, line=found.line)
        )
        found.loose = None
    elif last is not None and last.measure is None and last.line == found.line:
        last.measure = measure
    elif (
        last is not None and measure.unit is None and last.price is None and last.line == found.line
    ):
        last.price = Price(measure.quantity if measure.quantity_max is None else None, "bare")
    else:
        found.drafts.append(Draft(measure=measure, line=found.line))


def _price(found: Gathering, price: Price) -> None:
    if price.form == "budget" and not _needs_price(found):
        found.budget = price
    elif price.form == "budget":
        found.budget = price
    elif price.each:
        found.each_price = price
    else:
        last = found.last()
        if last is None or last.line != found.line or last.price is not None:
            found.drafts.append(Draft(price=price, line=found.line))
        else:
            last.price = price


def _needs_price(found: Gathering) -> bool:
    last = found.last()
    return last is not None and last.price is None


def _pack(found: Gathering, pack: Pack) -> None:
    last = found.last()
    if last is not None:
        last.pack = pack


def _mark(found: Gathering, mark: Mark) -> None:
    if mark.kind in _BREAKS:
        found.line += 1
        found.loose = None
    elif mark.kind in _LOOSE:
        found.loose = mark if found.loose is None else _longer(found.loose, mark)
    elif mark.kind not in ("particle", "sign", "quality", "filler"):
        found.loose = None


def _longer(first: Mark, second: Mark) -> Mark:
    space = " " if second.gap else ""
    return replace(first, text=first.text + space + second.text)


def _spread(found: Gathering) -> None:
    for draft in found.drafts:
        if found.each is not None and draft.measure is None:
            draft.measure = found.each
        if found.each_price is not None and draft.price is None:
            draft.price = found.each_price
