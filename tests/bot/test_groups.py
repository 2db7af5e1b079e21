"""Group chats: what is said to us, and what of an event may be kept."""

from typing import Any

import pytest

from bot.groups import Call, call_to_us, is_group, without_words
from bot.webhook import rows
from handlers.groups import asked, deciding
from handlers.groups.wishes import Answer, answer_to, tells_price
from models.calendar import local_day
from tests.databases import MORNING
from tests.language.seed import seed_catalogue

Event = dict[str, Any]
GROUP = "C" + "1" * 32
CATALOGUE = seed_catalogue()


def said(words: str, *mentions: dict[str, Any]) -> Event:
    mention = {"mention": {"mentionees": list(mentions)}} if mentions else {}
    return {
        "type": "message",
        "webhookEventId": "01" * 13,
        "timestamp": 1,
        "mode": "active",
        "replyToken": "t",
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "group", "groupId": GROUP, "userId": "U" + "a" * 32},
        "message": {"type": "text", "id": "1", "text": words, **mention},
    }


def us(index: int, length: int) -> dict[str, Any]:
    return {"index": index, "length": length, "type": "user", "isSelf": True}


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("สานพลัง", ""),
        ("สานพลัง มีอะไรบ้าง", "มีอะไรบ้าง"),
        ("@สานพลัง มีอะไรบ้างคะ", "มีอะไรบ้าง"),
        ("  สานพลัง, มีอะไรบ้าง", "มีอะไรบ้าง"),
        ("สานพลังคะ มีอะไรบ้าง", "มีอะไรบ้าง"),
        ("สานพลังจ๋า", ""),
        ("น้องสานพลัง สรุปกลุ่ม", "สรุปกลุ่ม"),
        ("คุณสานพลังครับ สรุปกลุ่มครับ", "สรุปกลุ่ม"),
        ("สานพลัง\nมีอะไรบ้าง", "มีอะไรบ้าง"),
    ],
)
def test_who_begins_with_the_name_addresses_us(words: str, meant: str) -> None:
    assert call_to_us(said(words)) == Call(meant)


def test_words_that_follow_the_name_at_once_may_be_about_us() -> None:
    assert call_to_us(said("สานพลังเขาว่าดี")) == Call("เขาว่าดี", is_glued=True)
    assert call_to_us(said("สานพลังมีอะไรบ้าง")) == Call("มีอะไรบ้าง", is_glued=True)


@pytest.mark.parametrize("words", ["", "มีอะไรบ้าง", "ถามสานพลังสิ", "รวมพลัง สานพลัง", "@ทุกคน สานพลัง"])
def test_whoever_says_anything_else_talks_to_others(words: str) -> None:
    assert call_to_us(said(words)) is None


def test_a_mention_addresses_us_wherever_it_stands_and_whatever_we_are_called() -> None:
    assert call_to_us(said("@ตลาดบ้านเรา สรุปกลุ่ม", us(0, 13))) == Call("สรุปกลุ่ม")
    assert call_to_us(said("ขอดู @สานพลัง", us(5, 8))) == Call("ขอดู")
    # LINE counts UTF-16 units: the smile is two of them.
    assert call_to_us(said("😀@สานพลัง สรุปกลุ่ม", us(2, 8))) == Call("😀 สรุปกลุ่ม")


@pytest.mark.parametrize(
    "mention",
    [
        {"index": 0, "length": 4, "type": "all"},
        {"index": 0, "length": 4, "type": "user", "isSelf": False, "userId": "U1"},
        {"index": 0, "length": 4, "type": "user", "isSelf": "true"},
    ],
)
def test_a_mention_of_others_is_none_of_us(mention: dict[str, Any]) -> None:
    assert call_to_us(said("@All มีอะไรบ้าง", mention)) is None


@pytest.mark.parametrize("place", [(-1, 5), (0, -3), ("0", 8), (None, None), (900, 900)])
def test_a_mention_with_an_odd_place_still_is_one(place: tuple[Any, Any]) -> None:
    mention = {"index": place[0], "length": place[1], "type": "user", "isSelf": True}
    assert call_to_us(said("ดูสรุป", mention)) == Call("ดูสรุป")


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"type": "message"},
        {"type": "message", "message": "สานพลัง"},
        {"type": "message", "message": {"type": "text", "text": 5}},
        {"type": "message", "message": {"type": "text", "text": "x", "mention": []}},
        {"type": "message", "message": {"type": "text", "text": "x", "mention": {"mentionees": 1}}},
        {"type": "message", "message": {"type": "sticker", "text": "สานพลัง"}},
        {"type": "postback", "postback": {"data": "สานพลัง"}},
        {"type": "join"},
    ],
)
def test_what_no_message_says_is_no_call(event: Event) -> None:
    assert call_to_us(event) is None


def test_groups_and_rooms_are_chats_of_many_and_people_are_not() -> None:
    assert [is_group(each) for each in (GROUP, "R1", "U1", "")] == [True, True, False, False]


def test_what_people_say_to_each_other_never_reaches_the_database() -> None:
    (row,) = rows([said("ผักบุ้ง 77 กก.")], MORNING)
    assert row["payload"] == {
        "type": "message",
        "timestamp": 1,
        "mode": "active",
        "replyToken": "t",
        "webhookEventId": "01" * 13,
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "group", "groupId": GROUP},
    }
    assert row["sender"] == GROUP


def test_what_is_said_to_us_is_kept_until_it_is_heard() -> None:
    event = said("สานพลัง มีอะไรบ้าง")
    (row,) = rows([event], MORNING)
    assert row["payload"] == event


def test_a_persons_event_is_stored_as_it_came() -> None:
    event = said("ผักบุ้ง 20 กก.") | {"source": {"type": "user", "userId": "U1"}}
    assert next(rows([event], MORNING))["payload"] == event


def test_without_words_stands_even_an_event_without_a_source() -> None:
    assert without_words({"type": "join", "source": "x"}) == {"type": "join"}


def answer(words: str) -> Answer | None:
    call = call_to_us(said(words))
    assert call is not None
    return answer_to(call, CATALOGUE, local_day(MORNING))


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("สานพลัง", asked.show_help),
        ("สานพลัง สวัสดีค่ะ", asked.show_help),
        ("สานพลัง มีอะไรบ้าง", asked.on_offer),
        ("สานพลังมีอะไรบ้างคะ", asked.on_offer),
        ("สานพลัง มีผักอะไรบ้าง", asked.on_offer),
        ("สานพลัง ตลาดต้องการอะไรบ้างคะ", asked.wanted),
        ("สานพลัง สรุป กลุ่ม หน่อยค่ะ", asked.summary),
        ("สานพลัง ผูกกลุ่มครับ", deciding.link),
        ("สานพลัง เลิกผูกกลุ่ม", deciding.unlink),
        ("สานพลัง ส่งสรุปทุกวันนะคะ", deciding.switch_on),
        ("สานพลัง หยุดส่งสรุป", deciding.switch_off),
        ("สานพลัง ผักบุ้ง 20 กก. กก.ละ 30", asked.private),
        ("สานพลัง สั่งคะน้า 5 โล", asked.private),
        ("สานพลัง ยกเลิก", asked.private),
        ("สานพลัง รับ", asked.private),
        ("สานพลัง ของฉัน", asked.private),
        ("สานพลัง ขอบคุณค่ะ", asked.thanks),
        ("สานพลัง ประชุมเมื่อไหร่", asked.lost),
        ("สานพลังเขาว่าดีนะ", None),
        ("สานพลังขายคะน้าได้ 5 โลแล้ว", None),
    ],
)
def test_every_wish_has_its_answer(words: str, wish: Answer | None) -> None:
    assert answer(words) is wish


def test_only_switching_the_summary_on_tells_a_price() -> None:
    assert tells_price(Call("ส่งสรุปทุกวัน"))
    assert not any(map(tells_price, (Call("หยุดส่งสรุป"), Call("มีอะไรบ้าง"), None)))
