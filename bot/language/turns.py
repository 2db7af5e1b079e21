"""Words that say what is meant for the products around them: left out, instead, sold out."""

from __future__ import annotations

from bot.language.drafts import A_NAME, Gathering
from bot.language.nodes import Mark

_NONE_LEFT = frozenset(("ไม่มี", "บ่มี", "ยังไม่มี"))
_FORBIDS = frozenset(("ห้าม", "อย่า", "ไม่ต้อง", "ไม่ให้", "ไม่"))
_FORBIDDING = ("ห้าม", "อย่า", "ไม่")
_WHICH = frozenset(("ที่", "ซึ่ง", "จะ"))
_RESUMES = frozenset(("sell", "add", "deliver", "have", "can", "only"))
_CONDITIONAL = ("lacking", "instead")


def turn(found: Gathering, mark: Mark) -> None:
    """Change what is meant for the products before or after this word."""
    if mark.kind in ("buy", "sell") and found.mode == "drop" and found.before_text in _WHICH:
        return  # "ยกเลิกที่สั่งคะน้าไว้": what was ordered, no order
    _turn_before(found, mark)
    _turn_after(found, mark)
    found.changing = found.changing or mark.kind == "change"
    found.becoming = found.becoming or mark.text.endswith("เป็น")


def _turn_after(found: Gathering, mark: Mark) -> None:
    if mark.kind in ("not_want", "cancel", "except", "sold_out") or mark.text in _NONE_LEFT:
        found.mode = "drop"
    elif mark.text.endswith("เปลี่ยนเป็น") and mark.text.startswith(_FORBIDDING):
        found.mode = "never"  # "ห้ามเปลี่ยนเป็นพริกไทยดำ"
    elif mark.kind == "or":
        found.mode = "instead" if found.drafts else "keep"
    elif mark.kind in ("if_none", "if"):
        found.mode = "lacking"
    elif mark.kind == "buy":
        found.mode = "instead" if found.mode == "lacking" or _if_none(found) else "keep"
        found.clause += 1
    elif mark.text == "แต่" or (mark.kind in _RESUMES and found.mode not in _CONDITIONAL):
        found.mode = "keep"


def _if_none(found: Gathering) -> bool:
    """ "ผักบุ้ง 10 กก. ไม่มีเอาคะน้าก็ได้": what is ordered, if there is none."""
    last = found.drafts[-1] if found.drafts else None
    return found.before_text in _NONE_LEFT and last is not None and last.measure is not None


def _turn_before(found: Gathering, mark: Mark) -> None:
    if mark.kind in ("buy", "same"):
        _keep_named(found)
    elif mark.kind == "sold_out" or (mark.text in _NONE_LEFT and found.before == A_NAME):
        _sold_out(found)
    elif mark.kind == "remove":
        _drop_clause(found)
    elif mark.kind == "instead":
        _accept_last(found)


def _keep_named(found: Gathering) -> None:
    """ "ยกเลิกคะน้า ผักบุ้งเอาเหมือนเดิม": what stands right before เอา stays."""
    dropped = found.of_mode("drop")
    if found.before == A_NAME and len(dropped) > 1 and found.drafts[-1] is dropped[-1]:
        dropped[-1].mode = "keep"


def _sold_out(found: Gathering) -> None:
    """คะน้าหมดแล้ว: what was named without an amount is gone."""
    for draft in found.drafts:
        if draft.measure is None and draft.mode == "keep":
            draft.mode = "drop"


def _drop_clause(found: Gathering) -> None:
    """เอาพริกออก: what was named since the verb goes."""
    for draft in found.drafts:
        if draft.clause == found.clause and draft.mode == "keep":
            draft.mode = "drop"


def _accept_last(found: Gathering) -> None:
    if found.before_text in _FORBIDS:
        found.mode = "never"
        return
    last = found.open()
    conditional = any(d.mode in ("lacking", "instead") for d in found.drafts)
    if not conditional and found.of_mode("drop"):
        return  # "คะน้าไม่มี เอาผักบุ้งแทน 5 โล"
    if last is not None and (conditional or found.mode == "lacking"):
        last.mode = "instead"
    found.mode = "keep" if conditional else "instead"
