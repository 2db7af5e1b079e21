"""A producer of the week reads the market's own offers as a person does."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.letters.offers import offers
from bot.messages import Message
from week.screen import OfferCard, find, offer_cards, words

TODAY = date(2026, 11, 23)


def offer(number: int, product: str, kilograms: int, order: str = "OR-0001") -> dict[str, Any]:
    return {
        "allocation": number,
        "order": order,
        "product": product,
        "amount": [kilograms * 1000, "กก.", "กก.", 1000],
        "satang": 2500,
        "price_unit": "กก.",
        "total": kilograms * 2500,
        "buyer": "โรงเรียนบ้านเมฆขาว",
        "place": "หลังครัว",
        "window": "",
        "day": "2026-11-24",
        "answer_by": "2026-11-23T05:00:00+00:00",
    }


def letter(*some: dict[str, Any]) -> list[Message]:
    return offers({"offers": list(some)}, TODAY)


def read(*some: dict[str, Any]) -> list[OfferCard]:
    return offer_cards(letter(*some))


def test_an_offer_says_how_much_and_can_be_taken_in_part() -> None:
    (card,) = read(offer(7, "ข้าวเหนียว กข6", 1250))
    assert card.ids == {"7"}
    assert card.amount == (1250.0, "กก.")
    assert card.part is not None
    assert (card.accept["label"], card.decline["label"]) == ("รับ", "ไม่รับ")


def test_a_card_of_several_goods_is_answered_as_a_whole() -> None:
    (card,) = read(offer(7, "ผักบุ้ง", 5), offer(8, "คะน้า", 3))
    assert card.ids == {"7", "8"}
    assert card.accept["label"] == "รับทั้งหมด"
    assert (card.part, card.amount) == (None, None)


def test_every_order_has_a_card_of_its_own() -> None:
    cards = read(offer(7, "ผักบุ้ง", 5), offer(8, "ผักบุ้ง", 3, order="OR-0002"))
    assert [sorted(card.ids) for card in cards] == [["7"], ["8"]]


def test_buttons_are_found_by_their_label_and_words_leave_them_out() -> None:
    messages = letter(offer(7, "ผักบุ้ง", 5))
    assert find(messages, "ไม่รับ") is not None
    assert find(messages, "ยืนยัน") is None
    assert "ผักบุ้ง 5 กก." in words(messages)
    assert "บางส่วน" not in words(messages)
