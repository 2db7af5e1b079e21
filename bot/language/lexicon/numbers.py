"""Number words: their value, as digits and as multipliers. Isan forms and common slips included."""

from __future__ import annotations

DIGIT_WORDS = {
    "ศูนย์": 0,
    "หนึ่ง": 1,
    "หนี่ง": 1,
    "นึง": 1,
    "เอ็ด": 1,
    "สอง": 2,
    "ยี่": 2,
    "สาม": 3,
    "สี่": 4,
    "ห้า": 5,
    "หก": 6,
    "เจ็ด": 7,
    "เจด": 7,
    "แปด": 8,
    "เก้า": 9,
}
TWENTY_WORDS = {"ซาว": 20}
MULTIPLIER_WORDS = {
    "สิบ": 10,
    "ร้อย": 100,
    "พัน": 1_000,
    "หมื่น": 10_000,
    "แสน": 100_000,
    "ล้าน": 1_000_000,
}
HALF_WORDS = ("ครึ่ง", "ครื่ง", "เคิ่ง")
PLACE_WORD = "ร้อยเอ็ด"
"""101, but far more often the name of the province."""
POINT_WORD = "จุด"
