"""Which item an amount belongs to."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from bot.language.drafts import A_NAME, Draft, Gathering
from bot.language.moments import DENIED
from bot.language.nodes import Measure, Name, Pack, Price
from bot.language.packs import CONTAINERS

_ONE_OF = frozenset(("อย่างใดอย่างหนึ่ง", "อันใดอันหนึ่ง", "อย่างใดก็ได้"))


def add_measure(found: Gathering, measure: Measure) -> None:
    """Give the amount to the item it belongs to."""
    if found.before_text in DENIED and found.before == "neg":
        found.corrects, found.before_text = (
            True,
            "",
        )  # "ไม่ใช่ 15 โล 5 โล": the amount that is given up
    elif measure.each:
        found.each, found.spreading = measure, True
    elif _of_several(found):
        return  # how much of each must be asked
    elif found.loose is not None:
        found.begin(name=Name(None, found.loose.text), measure=measure)
        found.loose = None
    elif (empty := without_amount(found)) is not None:
        _complete(found, empty, measure)
    else:
        _second_measure(found, measure)


def _of_several(found: Gathering) -> bool:
    """ "ผักบุ้ง คะน้า รวม 20 โล", "ผักบุ้งกับคะน้าอย่างใดอย่างหนึ่ง 5 โล" """
    told = found.before == "total_word" or found.before_text in _ONE_OF
    return told and sum(draft.measure is None for draft in found.of_mode("keep")) > 1


def _complete(found: Gathering, draft: Draft, measure: Measure) -> None:
    """Under "ราคาวันนี้" a number without unit is a price."""
    open_price = draft.price is None or found.becoming  # "แก้ราคาคะน้า 35 เป็น 30"
    if found.pricing and measure.unit is None and open_price and draft.name is not None:
        draft.price = Price(measure.quantity if measure.quantity_max is None else None, "bare")
    else:
        draft.measure, draft.line = measure, found.line
        if draft.other_price is not None and draft.other_price.unit == measure.unit:
            draft.price = draft.other_price  # "ขวดละ 35 ลังละ 400 มี 10 ลัง"


def without_amount(found: Gathering) -> Draft | None:
    """The item that this amount completes: the last one, or what it may be replaced by."""
    last = found.open() or found.waiting()
    if last is None or found.only_if(last):
        return None
    if last.mode == "instead":
        wanted = found.of_mode("lacking") if _after_consent(found) else found.of_mode("keep")
        last = next((draft for draft in wanted if draft.measure is None), last)
        last.mode = "instead" if last.mode == "instead" else "keep"
    return last if last.measure is None else None


def _after_consent(found: Gathering) -> bool:
    """ "ถ้าไม่มีกวางตุ้งเอาผักกาดขาวแทนได้ 10 โล": the amount is of what is wanted first."""
    return found.before == "instead" and len(found.of_mode("lacking")) == 1


def _second_measure(found: Gathering, measure: Measure) -> None:
    """An amount after an item that has one: a correction, a pack's content, a price, or new."""
    last = found.open()
    if last is None and found.pricing and found.changing and measure.unit is None:
        found.begin(price=Price(measure.quantity, "bare"))  # "เปลี่ยนราคาเป็น 35"
    elif last is None or last.measure is None or found.only_if(last):
        found.begin(measure=measure)
    elif _replaces(found, last, measure):
        if last.price is not None and last.price.form == "bare" and last.measure.quantity == 1:
            last.price = replace(last.price, form="same")  # "1 กก. 60 บาท มี 80 กก."
        last.measure = measure
    elif _reaches(found, last, last.measure, measure):
        last.measure = replace(last.measure, quantity_max=measure.quantity)
    elif measure.unit and (
        found.bracketed or found.before_text == "x" or _is_content(last.measure, measure)
    ):
        last.pack = Pack(last.measure.unit or "", measure.quantity, measure.unit)
    elif found.after_repeat or (measure.unit is None and found.after_day):
        return  # "300 กก. เดือนละ 100 กก.", "10 โล ส่งพรุ่งนี้ 5 มะรืน 5": parts of the whole
    elif measure.unit is None and last.price is None:
        form: Literal["total", "bare"] = "total" if found.lump else "bare"
        last.price = Price(measure.quantity if measure.quantity_max is None else None, form)
    else:
        found.begin(measure=measure)


def _reaches(found: Gathering, last: Draft, least: Measure, most: Measure) -> bool:
    """ "อย่างน้อย 5 โล ไม่เกิน 8 โล", "1 โล 2 โล"; but "5 โล 7 โล" is an amount of nothing said."""
    if least.unit != most.unit or least.quantity is None or most.quantity is None:
        return False
    beside = found.before == A_NAME and not found.after_day
    near = beside and most.quantity == least.quantity + 1 and last.price is None
    return most.quantity > least.quantity and (near or found.before == "cap_word")


def _is_content(whole: Measure, measure: Measure) -> bool:
    """ "1 ถาด 100 ลูก": what the one tray holds."""
    one = whole.quantity == 1 and whole.quantity_max is None
    return one and whole.unit in CONTAINERS and measure.unit not in CONTAINERS


def _replaces(found: Gathering, last: Draft, measure: Measure) -> bool:
    """ "คะน้า 5 ไม่ใช่ 15 แก้เป็น 8", "3 กำ 20 บาท มี 30 กำ" """
    becomes = found.changing and found.becoming and last.mode == "keep"
    return found.corrects or becomes or (found.before == "have" and _is_bundle_price(last, measure))


def _is_bundle_price(draft: Draft, measure: Measure) -> bool:
    """ "3 กำ 20 บาท มี 30 กำ": the first amount belonged to the price."""
    priced = draft.price is not None and draft.price.form == "bare"
    return priced and draft.measure is not None and draft.measure.unit == measure.unit is not None
