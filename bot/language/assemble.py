"""Nodes into items: which amount and which price belong to which product."""

from __future__ import annotations

from dataclasses import replace

from bot.language.drafts import A_NAME, Draft, Gathering
from bot.language.nodes import Mark, Measure, Name, Node, Pack, Price
from bot.language.settling import settle
from bot.language.turns import turn

_BREAKS = frozenset(("line", "bullet"))
_LOOSE = frozenset(("unknown", "latin"))
_ORIGINS = frozenset(
    ("จาก", "ของ", "ที่", "ใน", "แบบ", "ตรา", "ยี่ห้อ", "พันธุ์", "บ้าน", "กลุ่ม", "ร้าน", "โรงเรียน")
)
_TRANSPARENT = frozenset(("particle", "sign", "quality", "filler", "approx"))


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
    settle(found)
    return found


def _name(found: Gathering, name: Name) -> None:
    last = found.open()
    found.loose = None
    found.spreading = False
    found.before = A_NAME
    if last is not None and last.name is None and last.mode == found.mode:
        last.name = name
        return
    if found.changing and found.becoming and last is not None and last.measure is None:
        last.mode = "drop"
    found.becoming = False
    found.begin(name=name)


def _measure(found: Gathering, measure: Measure) -> None:
    if measure.each:
        found.each, found.spreading = measure, True
    elif found.loose is not None:
        found.begin(name=Name(None, found.loose.text), measure=measure)
        found.loose = None
    elif (empty := _without_amount(found)) is not None:
        _complete(found, empty, measure)
    else:
        _second_measure(found, measure)


def _complete(found: Gathering, draft: Draft, measure: Measure) -> None:
    """Under "ราคาวันนี้" a number without unit is a price."""
    if found.pricing and measure.unit is None and draft.price is None and draft.name is not None:
        draft.price = Price(measure.quantity if measure.quantity_max is None else None, "bare")
    else:
        draft.measure, draft.line = measure, found.line


def _without_amount(found: Gathering) -> Draft | None:
    """The item that this amount completes: the last one, or what it may be replaced by."""
    last = found.open() or found.waiting()
    if last is None or _is_condition(found, last):
        return None
    if last.mode == "instead":
        last = next((d for d in found.of_mode("keep") if d.measure is None), last)
    return last if last.measure is None else None


def _second_measure(found: Gathering, measure: Measure) -> None:
    """An amount after an item that has one: a correction, a pack's content, a price, or new."""
    last = found.open()
    if last is None and found.pricing and found.changing and measure.unit is None:
        found.begin(price=Price(measure.quantity, "bare"))  # "เปลี่ยนราคาเป็น 35"
    elif last is None or last.measure is None or _is_condition(found, last):
        found.begin(measure=measure)
    elif found.before == "have" and _is_bundle_price(last, measure):
        last.measure = measure
    elif found.bracketed and measure.unit:
        last.pack = Pack(last.measure.unit or "", measure.quantity, measure.unit)
    elif measure.unit is None and last.price is None:
        last.price = Price(measure.quantity if measure.quantity_max is None else None, "bare")
    else:
        found.begin(measure=measure)


def _is_bundle_price(draft: Draft, measure: Measure) -> bool:
    """ "3 กำ 20 บาท มี 30 กำ": the first amount belonged to the price."""
    priced = draft.price is not None and draft.price.form == "bare"
    return priced and draft.measure is not None and draft.measure.unit == measure.unit is not None


def _price(found: Gathering, price: Price) -> None:
    last = found.open()
    if price.form == "budget":
        found.budget = price
    elif price.each or (found.each is not None and found.spreading):
        found.each_price = price
    elif last is None or _is_condition(found, last):
        found.begin(price=price)
    elif last.price is None:
        last.price = price
    elif not _is_sum(last, price):
        found.begin(price=price)


def _is_condition(found: Gathering, draft: Draft) -> bool:
    """ "ถ้าเอา 10 โลขึ้นไป โลละ 22" says nothing about the item before."""
    return draft.mode == "keep" and found.mode in ("lacking", "instead")


def _is_sum(draft: Draft, price: Price) -> bool:
    """ "กก.ละ 25 บาท รวม 125 บาท": the sum of what was said, not another price."""
    if price.form != "total" or draft.measure is None or draft.price is None:
        return False
    quantity, each = draft.measure.quantity, draft.price.baht
    return quantity is not None and each is not None and price.baht == quantity * each


def _pack(found: Gathering, pack: Pack) -> None:
    last = found.open()
    if last is not None:
        last.pack = pack


def _mark(found: Gathering, mark: Mark) -> None:
    if mark.kind in _BREAKS:
        found.line += 1
        found.mode = "keep"
    elif mark.kind in _LOOSE and found.before_text in _ORIGINS and not mark.gap:
        pass  # "จากเล้า", "ของสวนลุงดี": where it comes from or goes to, no product
    elif mark.kind in _LOOSE:
        found.loose = mark if found.loose is None else _longer(found.loose, mark)
        return
    else:
        turn(found, mark)
    opens_prices = mark.kind in ("price_word", "price_query") and not found.drafts
    if opens_prices or (mark.kind in ("change", "reduce") and "ราคา" in mark.text):
        found.pricing = True
    found.before, found.before_text = mark.kind, mark.text
    found.bracketed = mark.text == "(" or (found.bracketed and mark.text != ")")
    if mark.kind not in _TRANSPARENT:
        found.loose = None


def _longer(first: Mark, second: Mark) -> Mark:
    space = " " if second.gap else ""
    return replace(first, text=first.text + space + second.text)
