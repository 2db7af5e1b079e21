"""Nodes into items: which amount and which price belong to which product."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from bot.language.nodes import Mark, Measure, Name, Node, Pack, Price

Mode = Literal["keep", "drop", "lacking", "instead"]
"""Wanted; said to be left out; what may be missing ("ถ้าไม่มี…"); what is accepted in its place."""
_A_NAME = "<name>"
_NONE_LEFT = frozenset(("ไม่มี", "บ่มี", "ยังไม่มี"))
_WHICH = frozenset(("ที่", "ซึ่ง", "จะ"))
_RESUMES = frozenset(("sell", "add", "deliver", "have", "can", "only"))
_CONDITIONAL = ("lacking", "instead")
_BREAKS = frozenset(("line", "bullet"))
_LOOSE = frozenset(("unknown", "latin"))
_TRANSPARENT = frozenset(("particle", "sign", "quality", "filler", "approx"))


@dataclass(slots=True)
class Draft:
    """One item while its parts are being gathered."""

    name: Name | None = None
    measure: Measure | None = None
    price: Price | None = None
    pack: Pack | None = None
    mode: Mode = "keep"
    line: int = 0
    clause: int = 0


@dataclass(slots=True)
class Gathering:
    """The items so far, and what was said outside of any item."""

    drafts: list[Draft] = field(default_factory=list)
    each: Measure | None = None
    each_price: Price | None = None
    budget: Price | None = None
    loose: Mark | None = None
    mode: Mode = "keep"
    changing: bool = False
    becoming: bool = False
    bracketed: bool = False
    spreading: bool = False
    before: str = ""
    line: int = 0
    clause: int = 0

    def open(self) -> Draft | None:
        """The last item, unless the line has ended since."""
        last = self.drafts[-1] if self.drafts else None
        return last if last is not None and last.line == self.line else None

    def waiting(self) -> Draft | None:
        """The last item if its amount is still to come, perhaps on the next line."""
        last = self.drafts[-1] if self.drafts else None
        waits = last is not None and last.measure is None and last.name is not None
        return last if waits and last is not None and last.line >= self.line - 1 else None

    def begin(self, **parts: object) -> None:
        draft = Draft(mode=self.mode, line=self.line, clause=self.clause)
        for part, value in parts.items():
            setattr(draft, part, value)
        self.drafts.append(draft)

    def of_mode(self, mode: Mode) -> list[Draft]:
        return [draft for draft in self.drafts if draft.mode == mode]


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
    _join_bundles(found)
    _forget_dishes(found)
    return found


def _name(found: Gathering, name: Name) -> None:
    last = found.open()
    found.loose = None
    found.spreading = False
    found.before = _A_NAME
    if last is not None and last.name is None and last.mode == found.mode:
        last.name = name
        return
    if found.changing and found.becoming and last is not None and last.measure is None:
        last.mode = "drop"
    found.becoming = False
    found.begin(name=name)


def _measure(found: Gathering, measure: Measure) -> None:
    last = found.open()
    if last is not None and last.mode == "instead":
        last = next((d for d in found.of_mode("keep") if d.measure is None), last)
    if measure.each:
        found.each = measure
        found.spreading = True
    elif found.loose is not None:
        found.begin(name=Name(None, found.loose.text), measure=measure)
        found.loose = None
    elif last is not None and last.measure is None:
        last.measure = measure
    elif last is None and (waiting := found.waiting()) is not None:
        waiting.measure, waiting.line = measure, found.line
    elif last is not None and _is_bundle_price(last, measure):
        last.measure = measure
    elif last is not None and found.bracketed and measure.unit and last.measure:
        last.pack = Pack(last.measure.unit or "", measure.quantity, measure.unit)
    elif last is not None and measure.unit is None and last.price is None:
        last.price = Price(measure.quantity if measure.quantity_max is None else None, "bare")
    else:
        found.begin(measure=measure)


def _price(found: Gathering, price: Price) -> None:
    last = found.open()
    if price.form == "budget":
        found.budget = price
    elif price.each or (found.each is not None and found.spreading):
        found.each_price = price
    elif last is None or last.price is not None:
        found.begin(price=price)
    else:
        last.price = price


def _pack(found: Gathering, pack: Pack) -> None:
    last = found.open()
    if last is not None:
        last.pack = pack


def _mark(found: Gathering, mark: Mark) -> None:
    if mark.kind in _BREAKS:
        found.line += 1
        found.mode = "keep"
    elif mark.kind in _LOOSE:
        found.loose = mark if found.loose is None else _longer(found.loose, mark)
        return
    else:
        _turn(found, mark)
    found.before = mark.text
    found.bracketed = mark.text == "(" or (found.bracketed and mark.text != ")")
    if mark.kind not in _TRANSPARENT:
        found.loose = None


def _turn(found: Gathering, mark: Mark) -> None:
    """Words that say what is meant for the products around them."""
    if mark.kind in ("not_want", "cancel", "except") or mark.text in _NONE_LEFT:
        found.mode = "drop"
    elif mark.kind == "or":
        found.mode = "instead" if found.drafts else "keep"
    elif mark.kind in ("if_none", "if"):
        found.mode = "lacking"
    elif mark.kind in ("buy", "sell") and found.mode == "drop" and found.before in _WHICH:
        return  # "ยกเลิกที่สั่งคะน้าไว้": what was ordered, no order
    elif mark.kind == "buy":
        _keep_named(found)
        found.mode = "instead" if found.mode == "lacking" else "keep"
        found.clause += 1
    elif mark.kind == "sold_out":
        _sold_out(found)
    elif mark.text == "แต่" or (mark.kind in _RESUMES and found.mode not in _CONDITIONAL):
        found.mode = "keep"
    elif mark.kind == "same":
        _keep_named(found)
    elif mark.kind == "remove":
        _drop_clause(found)
    elif mark.kind == "instead":
        _accept_last(found)
    found.changing = found.changing or mark.kind == "change"
    found.becoming = found.becoming or mark.text.endswith("เป็น")


def _keep_named(found: Gathering) -> None:
    """ "ยกเลิกคะน้า ผักบุ้งเอาเหมือนเดิม": what stands right before เอา stays."""
    dropped = found.of_mode("drop")
    if found.before == _A_NAME and len(dropped) > 1 and found.drafts[-1] is dropped[-1]:
        dropped[-1].mode = "keep"


def _sold_out(found: Gathering) -> None:
    """คะน้าหมดแล้ว: what was named without an amount is gone, as is what is named next."""
    for draft in found.drafts:
        if draft.measure is None and draft.mode == "keep":
            draft.mode = "drop"
    found.mode = "drop"


def _drop_clause(found: Gathering) -> None:
    """เอาพริกออก: what was named since the verb goes."""
    for draft in found.drafts:
        if draft.clause == found.clause and draft.mode == "keep":
            draft.mode = "drop"


def _accept_last(found: Gathering) -> None:
    last = found.open()
    conditional = any(d.mode in ("lacking", "instead") for d in found.drafts)
    if last is not None and (conditional or found.mode == "lacking"):
        last.mode = "instead"
    found.mode = "keep" if conditional else "instead"


def _longer(first: Mark, second: Mark) -> Mark:
    space = " " if second.gap else ""
    return replace(first, text=first.text + space + second.text)


def _spread(found: Gathering) -> None:
    for draft in found.of_mode("keep"):
        if draft.measure is None:
            draft.measure = found.each
        if draft.price is None:
            draft.price = found.each_price


def _join_bundles(found: Gathering) -> None:
    """ "100 ชิ้น 3 ชิ้น 20 บาท": the second amount belongs to the price, whose basis must be asked."""
    for first, second in list(zip(found.drafts, found.drafts[1:], strict=False)):
        if _is_bundle(first, second):
            first.price = second.price
            found.drafts.remove(second)


def _is_bundle_price(draft: Draft, measure: Measure) -> bool:
    """ "3 กำ 20 บาท มี 30 กำ": the first amount belonged to the price."""
    priced = draft.price is not None and draft.price.form == "bare"
    return priced and draft.measure is not None and draft.measure.unit == measure.unit is not None


def _is_bundle(first: Draft, second: Draft) -> bool:
    if second.name or not second.measure or not second.price or not first.measure:
        return False
    alike = first.measure.unit == second.measure.unit and first.line == second.line
    return alike and first.price is None and second.price.form == "bare"


def _forget_dishes(found: Gathering) -> None:
    """ "ผัดผักบุ้ง ขอผักบุ้ง 10 โล": the dish is no item beside its own ingredient."""
    sure = {d.name.product for d in found.drafts if d.name and d.measure}
    for draft in list(found.drafts):
        name = draft.name
        empty = draft.measure is None and draft.price is None
        if name and empty and name.product is None and not sure.isdisjoint(name.candidates):
            found.drafts.remove(draft)
