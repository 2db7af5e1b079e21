"""What can be a name, and what only answers, greets or steers."""

import pytest

from bot.language.called import may_be_called


@pytest.mark.parametrize(
    "text", ["เค", "โอ", "พี่เค", "น้องตกลง", "แม่บุญมี", "มี", "ลุงสมัยครับ", "แดง", "Ann"]
)
def test_names_are_names(text: str) -> None:
    assert may_be_called(text)


@pytest.mark.parametrize(
    "text",
    [
        "ยืนยัน",
        "ตกลง",
        "โอเค",
        "ok",
        "👍",
        "ใช่ค่ะ",
        "สวัสดีค่ะ",
        "ยกเลิก",
        "ขาย",
        "ไม่เอา",
        "ข้าม",
        "ค่ะ",
        "อะไร",
    ],
)
def test_answers_greetings_and_commands_are_none(text: str) -> None:
    assert not may_be_called(text)
