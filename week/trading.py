"""What producers and kitchens do in the week: post, order, answer."""

from __future__ import annotations

from typing import Any

from week import words
from week.people import Kitchen
from week.screen import OfferCard
from week.talk import Manners, Phone
from week.wants import Mood, Ordering, Posting, StandingWish

_POSTED = "ลงขายแล้วค่ะ"
_ORDERED = "รับคำสั่งซื้อ"
_BEGUN = "ตั้งออเดอร์ประจำ"
_ANSWERED = ("รับแล้วค่ะ", "ไม่มีข้อเสนอที่รอ")
# With so many cards on the phone, one sentence is less work than a tap on each.
_MANY = 3


def post(phone: Phone, wish: Posting, form: int) -> None:
    manners: Manners = (
        ("ตรวจก่อนลงขาย", "ยืนยัน"),
        ("ตั้งแต่วันไหน", "พรุ่งนี้"),
        ("ถึงวันไหน", words.date_words(wish.last)),
        ("ใช่ไหมคะ", "ใช่"),
    )
    phone.talk(words.posting(wish, form), manners, _POSTED)


def order(phone: Phone, wish: Ordering, today: int, form: int) -> None:
    phone.talk(
        words.order(wish, today, form), _kitchen_manners(wish.kitchen, "ตรวจก่อนสั่งซื้อ"), _ORDERED
    )


def order_regularly(phone: Phone, wish: StandingWish, last: int, form: int) -> None:
    manners = _kitchen_manners(wish.kitchen, "ตรวจออเดอร์ประจำ")
    phone.talk(words.standing(wish, last, form), manners, _BEGUN)


def _kitchen_manners(kitchen: Kitchen, card: str) -> Manners:
    return (
        (card, "ยืนยัน"),
        ("ถ้าของมีไม่ครบ", "รับเท่าที่มี" if kitchen.part else "ต้องครบเท่านั้น"),
        ("ให้ส่งที่ไหนคะ", "หลังครัว"),
        ("เริ่มส่งวันไหนคะ", "เร็วที่สุด"),
        ("วันหยุดโรงเรียน", "งดส่ง"),
        ("ใช่ไหมคะ", "ใช่"),
    )


def answer(phone: Phone, mood: Mood) -> None:
    """Answer every card on the phone, as the producer is today."""
    cards, phone.offers = _newest(phone.offers), []
    if len(cards) >= _MANY and mood.share == 1.0:
        phone.talk("ได้หมดทุกอันค่ะ", (("ตรวจคำตอบ", "ยืนยัน"),), *_ANSWERED)
        return
    for card in cards:
        _answer(phone, card, mood.share)


def _newest(cards: list[OfferCard]) -> list[OfferCard]:
    """A reminder shows a card once more: the later one counts."""
    kept: list[OfferCard] = []
    for card in cards:
        kept = [known for known in kept if not known.ids & card.ids] + [card]
    return kept


def _answer(phone: Phone, card: OfferCard, share: float) -> None:
    some = int(card.amount[0] * share) if card.amount else 0
    if share == 1.0:
        phone.press(card.accept)
    elif some and card.part and card.amount:
        _take(phone, card.part, f"{some} {card.amount[1]}")
    else:
        phone.press(card.decline)


def _take(phone: Phone, part: dict[str, Any], some: str) -> None:
    """Part of it: how much is asked, and what of the goods is left for others."""
    phone.press(part)
    manners = (
        ("ตรวจคำตอบ", "ยืนยัน"),
        ("ส่งได้เท่าไร", some),
        ("ยังมีขายให้ครัวอื่น", "หมดแล้ว"),
    )
    phone.converse(manners, *_ANSWERED, "หมดเวลา")
