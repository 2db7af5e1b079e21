"""Times of day as answers: what people say, and what is no time."""

from __future__ import annotations

from datetime import time

import pytest

from bot.language.hours import read_hour


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("บ่ายสอง", time(14)),
        ("บ่าย 3 โมงค่ะ", time(15)),
        ("หกโมงเย็น", time(18)),
        ("ถึงสองทุ่มครึ่ง", time(20, 30)),
        ("เที่ยง", time(12)),
    ],
)
def test_hours_are_read_as_they_are_said(said: str, meant: time) -> None:
    assert read_hour(said) == meant


@pytest.mark.parametrize("said", ["", "ยืนยัน", "พรุ่งนี้", "ผักบุ้ง 3 กก.", "บ่ายสองหรือบ่ายสาม"])
def test_what_is_no_single_hour_is_not_guessed(said: str) -> None:
    assert read_hour(said) is None
