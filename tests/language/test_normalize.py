"""One spelling for what keyboards write in many ways."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.normalize import bare, normalize


@settings(deadline=None, max_examples=500)
@given(st.text(max_size=200) | st.text(alphabet="กนเแะาำิีุ็่้ํ์ๆ ", max_size=30))
def test_normalizing_twice_changes_nothing_more(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("๒๐ กก.", "20 กก."),
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("เเตงกวา", "แตงกวา"),
        ("ผักบุ้้ง", "ผักบุ้ง"),
        ("ผักบุ้ง", "ผักบุ้ง"),
        ("จ้าาาา", "จ้า"),
        ("คะ\u200bน้า\ufeff", "คะน้า"),
        ("5\u00a0โล", "5 โล"),
        ("20–25", "20-25"),
        ("OK", "ok"),
        ("ก\r\n\n ข", "ก\nข"),
        ("\uff15 กก.", "5 กก."),
        ("5555", "5555"),
    ],
)
def test_written_forms(written: str, normal: str) -> None:
    assert normalize(written) == normal


@pytest.mark.parametrize("text", ["คะน้าค่ะ", " คะน้า จ้า ", "คะน้านะคะ", '"คะน้า"', "คะน้า เด้อ ค่ะ"])
def test_politeness_and_punctuation_are_taken_off(text: str) -> None:
    assert bare(text) == "คะน้า"


def test_a_word_that_is_only_politeness_stays() -> None:
    assert bare("ค่ะ") == "ค่ะ"
