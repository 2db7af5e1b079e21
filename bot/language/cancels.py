"""Leaving out, taking back, moving: what of a deal is not to be."""

from __future__ import annotations

from bot.language.deals import UNKNOWN, Wish, trade
from bot.language.signs import Signs


def negated_cancel(s: Signs) -> Wish | None:
    """ "ไม่ยกเลิกนะคะ" """
    return UNKNOWN if s.any("not_cancel") and not s.measured else None


def cancel(s: Signs) -> Wish | None:
    """The wish to cancel, skip, move or refuse; None when the sentence says none of it."""
    if s.any("if") and not s.named:
        return None  # "ถ้าพรุ่งนี้ไม่มีประชุมก็ไม่ต้อง…"
    if s.any("skip") and s.any("instead") and s.moved and not s.named:
        return trade(s), "reschedule"  # "ไม่ต้องส่งพรุ่งนี้ ส่งมะรืนแทน"
    if s.any("skip"):
        return "cancel", "skip"
    if s.any("reschedule"):
        return trade(s), "reschedule"
    if s.any("not_cancel") or not s.any("cancel", "not_want"):
        return None
    if not (s.named or s.measured):
        return _of_a_delivery(s) or ("cancel", None)
    if s.keeps and not s.drops and not s.any("cancel") and not s.refused:
        return None  # "ไม่เอาเม็ดใหญ่" is about the goods
    return _instead_of(s) or ("cancel", None)


def _of_a_delivery(s: Signs) -> Wish | None:
    """No goods are named: another day, a day left out, an offer refused."""
    if s.any("change") and s.moved:
        return trade(s), "reschedule"
    if "ไม่รับ" not in s.texts:
        return None
    if s.role == "producer":
        return "cancel", "decline"
    return ("cancel", "skip") if s.days else None


def _instead_of(s: Signs) -> Wish | None:
    """Leaving one thing out of an order that goes on is no cancelling."""
    if s.any("same") and s.drops and not s.any("cancel"):
        return trade(s), "same_again"
    if s.keeps and s.drops and not s.any("same") and s.any("buy", "sell", "have", "instead"):
        return trade(s), "change" if s.any("instead", "change") else None
    return None
