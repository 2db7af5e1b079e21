"""Who comes first, as staff say it: read exactly or not at all."""

import pytest

from handlers.buyer_kinds import named, read_tiers, says_order

ORDERS = {
    "โรงพยาบาลก่อน": [["hospital"]],
    "ให้โรงพยาบาลกับโรงเรียนก่อน": [["hospital", "school"]],
    "ของไม่พอให้ รพ. ก่อนค่ะ": [["hospital"]],
    "ถ้าของไม่พอ เอาโรงเรียน โรงพยาบาล ก่อนนะคะ": [["school", "hospital"]],
    "โรงพยาบาลก่อน แล้วโรงเรียน": [["hospital"], ["school"]],
    "ให้โรงพยาบาลก่อนโรงเรียน": [["hospital"], ["school"]],
    "โรงพยาบาลก่อน แล้วค่อยโรงแรมและร้านอาหาร": [["hospital"], ["hotel", "restaurant"]],
    "รพ.ก่อน จากนั้น รร. ต่อด้วยโรงแรม": [["hospital"], ["school"], ["hotel"]],
    "แบ่งเท่ากันทุกที่": [],
    "แบ่งเท่า ๆ กันทุกที่ค่ะ": [],
}
NOT_ORDERS = (
    *("ไม่ให้โรงพยาบาลก่อน", "โรงพยาบาลไม่ต้องก่อน", "โรงพยาบาลก่อนไหม", "โรงพยาบาลทุ่งดาวก่อน"),
    *("โรงพยาบาลก่อน แล้วโรงพยาบาล", "ก่อน", "ส่งโรงพยาบาลก่อนหกโมง", "โรงพยาบาลก่อน แล้ว", ""),
    *("แบ่งเท่าไร", "ไม่แบ่งเท่ากัน", "วัดก่อน"),
)


@pytest.mark.parametrize(("words", "tiers"), ORDERS.items())
def test_an_order_of_kinds_is_read(words: str, tiers: list[list[str]]) -> None:
    assert read_tiers(words) == tiers
    assert says_order(words)


@pytest.mark.parametrize("words", NOT_ORDERS)
def test_what_says_anything_else_is_not(words: str) -> None:
    assert read_tiers(words) is None
    assert not says_order(words)


def test_a_kind_alone_answers_the_question_and_starts_nothing() -> None:
    assert read_tiers("โรงเรียน") == [["school"]]
    assert not says_order("โรงเรียน")


def test_kinds_are_named_as_people_list_things() -> None:
    assert named(["hospital"]) == "โรงพยาบาล"
    assert named(["hospital", "school"]) == "โรงพยาบาลและโรงเรียน"
    assert named(["hospital", "school", "hotel"]) == "โรงพยาบาล โรงเรียน และโรงแรม"
