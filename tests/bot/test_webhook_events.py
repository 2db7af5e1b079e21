"""What comes in is kept, whatever it is; nothing spoils the others of its body."""

from typing import Any

import pytest

from bot.bells import round_of
from tests.bot.door import BOONMEE, SOMSRI, Door

# Source of the names: LINE Messaging API reference, "Webhook event objects".
KINDS = [
    "message", "unsend", "follow", "unfollow", "join", "leave", "memberJoined", "memberLeft",
    "postback", "videoPlayComplete", "beacon", "accountLink", "membership", "module", "activated",
    "deactivated", "botSuspended", "botResumed", "delivery", "messageEdited", "somethingNew",
]  # fmt: skip
NO_EVENTS: list[Any] = [None, 1, "event", [], [{}], True, 1.5]
STRANGE: list[dict[str, Any]] = [
    {"type": None},
    {"type": {"deep": 1}},
    {"type": "x" * 300},
    {"source": None},
    {"source": "U1"},
    {"source": {"type": "user"}},
    {"source": {"type": "user", "userId": 7}},
    {"source": {"type": "user", "userId": "U" * 500}},
    {"timestamp": None},
    {"timestamp": "yesterday"},
    {"timestamp": 10**30},
    {"timestamp": -1},
    {"timestamp": 1e300},
    {"message": None},
    {"message": []},
    {"message": {"type": "text"}},
    {"message": {"type": "text", "id": 1, "text": {"a": 1}}},
    {"message": {"type": "location", "id": "1", "latitude": 10**400, "longitude": "x"}},
    {"deliveryContext": None},
    {"replyToken": 1},
    {"mode": None},
    {"mode": "standby"},
    {"replyToken": "0" * 32},
    {"replyToken": "f" * 32},
    {"unknown": {"field": [1, 2, {"x": None}]}},
]
TEXTS = {
    "emoji": "ผักบุ้ง 🥬👨‍👩‍👧‍👦🇹🇭 20 โล",
    "zero width": "ผัก\u200bบุ้ง\ufeff 20\u200d โล",
    "right to left": "\u202eผักบุ้ง\u202c \u2067abc\u2069",
    "combining": "ก" + "\u0e48" * 200,
    "null": "ผัก\x00บุ้ง",
    "10,000 characters": "ผ" * 10_000,
    "10,000 emoji": "🥬" * 10_000,
    "lines": "\r\n\u2028\u2029\t" * 100,
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_kept_and_answered_200(door: Door, kind: str) -> None:
    event = door.event(kind)
    assert door.send(event) == 200
    (kept,) = door.kept()
    assert (kept.kind, kept.payload, kept.heard_at) == (kind, event, None)


@pytest.mark.parametrize("fields", STRANGE, ids=str)
def test_a_strange_event_is_kept_and_spoils_no_other(door: Door, fields: Any) -> None:
    strange, plain = door.event() | fields, door.event(user=SOMSRI)
    assert door.send(strange, plain) == 200
    assert [e.event_id for e in door.kept()] == [strange["webhookEventId"], plain["webhookEventId"]]
    assert round_of(SOMSRI) in door.rung()


def test_strange_events_are_kept_by_both_databases(both_doors: Door) -> None:
    events = [both_doors.event() | fields for fields in STRANGE]
    assert both_doors.send(*events) == 200
    assert [kept.event_id for kept in both_doors.kept()] == [e["webhookEventId"] for e in events]


@pytest.mark.parametrize("thing", NO_EVENTS, ids=str)
def test_what_is_no_event_is_left_out_and_spoils_no_other(door: Door, thing: Any) -> None:
    event = door.event()
    assert door.send(thing, event) == 200
    assert [kept.event_id for kept in door.kept()] == [event["webhookEventId"]]


@pytest.mark.parametrize("wrong", [None, "", 1, ["x"], "x" * 41])
def test_an_event_that_cannot_be_told_from_its_repeat_is_left_out(door: Door, wrong: Any) -> None:
    """Heard, it would be heard again with each delivery."""
    assert door.send(door.event() | {"webhookEventId": wrong}, door.event()) == 200
    assert len(door.kept()) == 1


@pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS)
def test_whatever_is_typed_is_kept_as_it_was_typed(door: Door, words: str) -> None:
    message = {"id": "1", "type": "text", "text": words}
    assert door.send(door.event(message=message)) == 200
    (kept,) = door.kept()
    assert kept.payload["message"]["text"] == words.replace("\x00", "\ufffd")


def test_half_a_surrogate_pair_costs_one_character_and_no_event(both_doors: Door) -> None:
    """JSON can say what no UTF-8 can; a database would refuse the whole body for it."""
    body = (
        b'{"events":[{"webhookEventId":"01\\ud800","type":"\\u0000\\udfff","timestamp":1,'
        b'"source":{"userId":"U\\u0000"},"\\ud83e\\udd6c":"\\ud83e\\udd6c"}]}'
    )
    assert both_doors.knock(body) == 200
    (kept,) = both_doors.kept()
    assert (kept.event_id, kept.sender, kept.kind) == ("01\ufffd", "U\ufffd", "\ufffd\ufffd")
    assert kept.payload["🥬"] == "🥬"


def test_a_number_beyond_all_bounds_becomes_null(both_doors: Door) -> None:
    body = b'{"events":[{"webhookEventId":"1","timestamp":1e999,"x":-1e999}]}'
    assert both_doors.knock(body) == 200
    (kept,) = both_doors.kept()
    assert (kept.payload["x"], kept.happened_at) == (None, 0)


def test_a_repeat_is_kept_once_in_one_body_and_in_two(both_doors: Door) -> None:
    event = both_doors.event()
    assert both_doors.send(event, event) == 200
    again = event | {"deliveryContext": {"isRedelivery": True}}
    assert both_doors.send(again) == 200
    (kept,) = both_doors.kept()
    assert kept.payload == event


def test_events_of_several_people_in_one_body_ring_once_for_each_bell(door: Door) -> None:
    events = [door.event(user=user) for user in (BOONMEE, SOMSRI, BOONMEE, SOMSRI)]
    assert door.send(*events) == 200
    assert sorted(door.rung()) == sorted(map(round_of, (BOONMEE, SOMSRI)))
    assert len(door.kept()) == 4


def test_a_bell_that_rings_already_is_not_rung_again(door: Door) -> None:
    for _ in range(3):
        assert door.send(door.event()) == 200
    assert door.rung() == [round_of(BOONMEE)]


@pytest.mark.parametrize(
    ("source", "sender"),
    [
        ({"type": "group", "groupId": "C1", "userId": BOONMEE}, "C1"),
        ({"type": "group", "groupId": "C1"}, "C1"),
        ({"type": "room", "roomId": "R1", "userId": BOONMEE}, "R1"),
        ({"type": "user", "userId": BOONMEE}, BOONMEE),
        ({"type": "user"}, ""),
        ({}, ""),
    ],
)
def test_an_event_belongs_to_the_chat_it_came_from(
    door: Door, source: dict[str, str], sender: str
) -> None:
    assert door.send(door.event(source=source)) == 200
    assert [event.sender for event in door.kept()] == [sender]


def test_no_source_and_no_token_as_in_a_failed_account_link(door: Door) -> None:
    event = door.event("accountLink", source=None, replyToken=None, link={"result": "failed"})
    assert door.send(event) == 200
    assert [kept.sender for kept in door.kept()] == [""]


def test_a_hundred_events_in_one_body_are_all_kept(both_doors: Door) -> None:
    events = [both_doors.event() for _ in range(100)]
    assert both_doors.send(*events) == 200
    assert [kept.payload for kept in both_doors.kept()] == events
