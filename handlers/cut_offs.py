"""Until when goods can be ordered or cancelled, as people read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from bot import texts, thai
from models.order_line import OrderLine


def until(cuts: Iterable[tuple[str, datetime]], today: date, named: bool = False) -> str:
    """16.00 น. วันนี้; where goods differ, or are to be *named*, each time with its goods:
    16.00 น. วันนี้ (ขนมชั้น), 16.00 น. พรุ่งนี้ (ผักบุ้ง คะน้า).
    """
    goods: dict[datetime, list[str]] = {}
    for name, cut in sorted(cuts, key=lambda each: each[1]):
        goods.setdefault(cut, []).append(name)
    if len(goods) == 1 and not named:
        return thai.moment(next(iter(goods)), today)
    return ", ".join(
        texts.GOODS_UNTIL.format(
            cut_off=thai.moment(cut, today), goods=" ".join(dict.fromkeys(some))
        )
        for cut, some in goods.items()
    )


def of_lines(lines: Iterable[OrderLine], today: date, named: bool = False) -> str:
    return until([(line.product.name, line.cut_off_at) for line in lines], today, named)


def what_may_change(lines: Sequence[OrderLine], now: datetime, today: date) -> str:
    """Until when the buyer may cancel what; since when the rest is final."""
    open_ones = [line for line in lines if line.may_change(now)]
    final = [line for line in lines if line not in open_ones]
    both = bool(open_ones and final)
    said = [(texts.CANCEL_UNTIL, open_ones), (texts.CLOSED_AT, final)]
    return "\n".join(
        words.format(cut_off=of_lines(some, today, named=both)) for words, some in said if some
    )
