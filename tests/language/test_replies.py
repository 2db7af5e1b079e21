"""What producers say to offers: which, yes or no, how much; and what is no answer at all."""

from fractions import Fraction

import pytest

from bot.language.answers import Amount
from bot.language.replies import ALL, LAST, REPLY_LIMIT, REST, Verdict, read_reply, read_why

NAMES = {"คะน้า": "kale", "แตงกวา": "cucumber", "โรงเรียน": "school", "ผักบุ้ง": "morning glory"}


def kilos(number: str) -> Amount:
    return Amount(Fraction(number), "กก.")


def yes(*targets: object, amount: Amount | Fraction | None = None, partly: bool = False) -> Verdict:
    return Verdict(True, list(targets), amount, partly)


def no(*targets: object, why: str | None = None) -> Verdict:
    return Verdict(False, list(targets), why=why)


READ = {
    "ได้ค่ะ": [yes()],
    "โอเค": [yes()],
    "ได้จ้า ส่งได้": [yes()],
    "ไม่ได้จ้า ของหมด": [no(why="sold_out")],
    "ไม่รับค่ะ ไม่มีคนไปส่ง": [no(why="no_transport")],
    "ราคาไม่ได้ครับ": [no(why="price")],
    "ไม่ไหวเด้อ": [no()],
    "ได้หมดทุกอัน": [yes(ALL)],
    "รับหมดครับ": [yes(ALL)],
    "ส่งได้ทั้งหมด": [yes(ALL)],
    "อันแรกได้ อันที่สองไม่ได้": [yes(1), no(2)],
    "รับอันแรก อันที่ 2 ไม่ได้": [yes(1), no(2)],
    "ไม่รับอันสุดท้าย รับที่เหลือ": [no(LAST), yes(REST)],
    "คะน้าได้ แต่แตงกวาหมดแล้วค่ะ": [yes("kale"), no("cucumber", why="sold_out")],
    "คะน้าหมดแล้ว ส่งแตงกวาได้": [no("kale", why="sold_out"), yes("cucumber")],
    "รับของโรงเรียน": [yes("school")],
    "OR-0012 ไม่รับ": [no(("order", 12))],
    "ส่งได้แค่ 5 โลจาก 10": [yes(amount=kilos("5"))],
    "มีไม่ถึง 10 โล ได้แค่ 6": [yes(amount=Amount(Fraction(6), None))],
    "เอา 5 โลพอ": [yes(amount=kilos("5"))],
    "ได้แค่สิบสองโล": [yes(amount=kilos("12"))],
    "ได้แค่ 3 โลครึ่ง": [yes(amount=kilos("7/2"))],
    "คะน้าได้ 5 โล แตงกวาได้ 2 โล": [
        yes("kale", amount=kilos("5")),
        yes("cucumber", amount=kilos("2")),
    ],
    "ได้ครึ่งเดียว": [yes(amount=Fraction(1, 2))],
    "ส่งได้บางส่วน": [yes(partly=True)],
}


@pytest.mark.parametrize("text", READ)
def test_an_answer_is_read(text: str) -> None:
    assert read_reply(text, NAMES) == READ[text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ได้ไหมคะ",
        "ได้แน่เหรอ?",
        "คะน้า 5 โล",
        "คะน้าได้ 5 โล โลละ 30",
        "ผักบุ้ง 20 กก. กก.ละ 30 พรุ่งนี้",
        "มีคะน้าอีก 5 โล",
        "ไม่ได้ 10 โล",
        "ไม่ถึง 10 โล",
        "ถ้าฝนไม่ตกได้ค่ะ",
        "ยกเลิกของที่ลงไว้",
        "สวัสดีค่ะ",
        "อันแรก",
        "ได้" * REPLY_LIMIT,
    ],
)
def test_what_says_more_or_less_is_no_answer(text: str) -> None:
    assert not read_reply(text, NAMES)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("ของหมดแล้วค่ะ", "sold_out"),
        ("ไม่มีคนส่ง", "no_transport"),
        ("ไม่มีรถไปส่งครับ", "no_transport"),
        ("ราคาถูกไปจ้า", "price"),
        ("อื่น ๆ", "other"),
        ("ไม่รับ", None),
        ("ได้ค่ะ", None),
        ("ผักบุ้งหมดแล้ว 5 โล", None),
    ],
)
def test_why_somebody_declined_is_read_from_their_words(words: str, why: str | None) -> None:
    assert read_why(words) == why
