"""Days that come again: as an answer, and in whole sentences."""

from datetime import date

import pytest

from bot.language.reader import read
from bot.language.recurring import read_recurrence
from tests.language.catalogue import small_catalogue

TUESDAY = date(2026, 11, 24)

ANSWERS = {
    "จันทร์ พุธ ศุกร์": "WEEKLY;BYDAY=MO,WE,FR",
    "จันทร์-ศุกร์": "WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "วันจันทร์ถึงวันศุกร์": "WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "วันธรรมดา": "WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "เสาร์อาทิตย์": "WEEKLY;BYDAY=SA,SU",
    "จ. พ. ศ.": "WEEKLY;BYDAY=MO,WE,FR",
    "เปลี่ยนเป็นวันอังคารกับพฤหัสค่ะ": "WEEKLY;BYDAY=TU,TH",
    "ทุกวัน": "DAILY",
    "วันเว้นวัน": "DAILY;INTERVAL=2",
    "ทุกวันยกเว้นอาทิตย์": "WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA",
    "วันพุธ สัปดาห์เว้นสัปดาห์": "WEEKLY;INTERVAL=2;BYDAY=WE",
    "อาทิตย์เว้นอาทิตย์": "WEEKLY;INTERVAL=2",
    "ทุกวันที่ 25": "MONTHLY;BYMONTHDAY=25",
    "ทุกสิ้นเดือน": "MONTHLY;BYMONTHDAY=-1",
    "อาทิตย์ละ 2 ครั้ง": None,
    "ไม่เอาวันจันทร์": None,
    "พรุ่งนี้": None,
    "ผักบุ้ง": None,
    "": None,
}


@pytest.mark.parametrize(("said", "rule"), ANSWERS.items())
def test_an_answer_says_on_which_days(said: str, rule: str | None) -> None:
    assert read_recurrence(said) == rule


def reading(words: str):  # type: ignore[no-untyped-def]
    return read(words, role="buyer", catalogue=small_catalogue(), today=TUESDAY)


def test_every_other_week_stays_every_other_week_in_a_sentence() -> None:
    wished = reading("ขอคะน้า 3 กก. อาทิตย์เว้นอาทิตย์ วันพุธ")
    assert wished.recurrence == "WEEKLY;INTERVAL=2;BYDAY=WE"


def test_the_end_of_next_month_is_not_the_end_of_this_one() -> None:
    assert reading("ทุกวัน เอาคะน้า 3 กก. ถึงสิ้นเดือนหน้า").date_end == date(2026, 12, 31)
    assert reading("ทุกวัน เอาคะน้า 3 กก. ถึงสิ้นเดือน").date_end == date(2026, 11, 30)


def test_it_is_known_when_a_sentence_speaks_of_standing_orders() -> None:
    assert reading("ยกเลิกออเดอร์ประจำ").standing
    assert not reading("ยกเลิกออเดอร์").standing
