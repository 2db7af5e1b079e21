"""What can be settled only when the whole sentence is gathered."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from bot.language.drafts import Draft, Gathering
from bot.language.measures import in_kilograms


def settle(found: Gathering) -> None:
    """Spread what was said for every item, join what belongs together, forget the dishes."""
    _forget_headings(found)
    _cap_what_is_wanted(found)
    _spread(found)
    _join_bundles(found)
    _forget_dishes(found)
    _ask_for_heads(found)


def _forget_headings(found: Gathering) -> None:
    """ "ผักสลัด: กรีนโอ๊ค 3 กก. เรดโอ๊ค 2 กก." names ผักสลัด as what the others are."""
    for draft in list(found.drafts):
        if draft.heading and draft is not found.drafts[-1] and not (draft.measure or draft.price):
            found.drafts.remove(draft)


def _cap_what_is_wanted(found: Gathering) -> None:
    """ "คะน้า 5 โล ถ้าไม่มีเอากวางตุ้งแทน ไม่เกินโลละ 40" is never to cost more, whichever comes."""
    wanted: Draft | None = None
    for draft in found.drafts:
        if draft.mode == "keep":
            wanted = draft
        elif draft.mode == "instead" and draft.price and draft.price.cap and wanted:
            wanted.price = wanted.price or draft.price


def _spread(found: Gathering) -> None:
    for draft in found.of_mode("keep"):
        if draft.measure is None:
            draft.measure = found.each
        if draft.price is None:
            draft.price = found.each_price
        if draft.measure is not None and draft.measure.unit is None:
            draft.measure = replace(draft.measure, unit=found.every_unit)  # "หน่วยเป็นโล"


def _join_bundles(found: Gathering) -> None:
    """ "100 ชิ้น 3 ชิ้น 20 บาท": the second amount belongs to the price, whose basis must be asked."""
    for first, second in list(zip(found.drafts, found.drafts[1:], strict=False)):
        if _is_bundle(first, second):
            first.price = second.price
            found.drafts.remove(second)


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


def _ask_for_heads(found: Gathering) -> None:
    """ "ข้าวต้มมัด หัวละ 2 มัด 30 หัว": 30 people; a head of cabbage would be weighed."""
    for draft in found.drafts:
        pack, measure = draft.pack, draft.measure
        heads = pack is not None and measure is not None and pack.of == measure.unit == "หัว"
        if heads and pack is not None and in_kilograms(Fraction(1), pack.unit or "") is None:
            draft.measure = draft.pack = None
