"""Rules as a person would say them."""

import pytest

from bot.recurring import repeat
from models.recurrence import Rule

SAID = {
    "DAILY": "ทุกวัน",
    "DAILY;INTERVAL=2": "วันเว้นวัน",
    "DAILY;INTERVAL=3": "ทุก 3 วัน",
    "WEEKLY;BYDAY=MO,WE,FR": "ทุกวันจันทร์ พุธ ศุกร์",
    "WEEKLY;BYDAY=MO,TU,WE,TH,FR": "ทุกวันจันทร์ถึงศุกร์",
    "WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU": "ทุกวัน",
    "WEEKLY;BYDAY=SA,SU": "ทุกวันเสาร์ อาทิตย์",
    "WEEKLY;INTERVAL=2;BYDAY=WE": "วันพุธ สัปดาห์เว้นสัปดาห์",
    "WEEKLY;INTERVAL=3;BYDAY=WE": "วันพุธ ทุก 3 สัปดาห์",
    "MONTHLY;BYMONTHDAY=25": "ทุกวันที่ 25",
    "MONTHLY;BYMONTHDAY=-1": "ทุกสิ้นเดือน",
    "MONTHLY;INTERVAL=2;BYMONTHDAY=1": "วันที่ 1 ทุก 2 เดือน",
}


@pytest.mark.parametrize(("rule", "said"), SAID.items())
def test_a_rule_is_said_in_thai(rule: str, said: str) -> None:
    assert repeat(Rule.read(rule)) == said
