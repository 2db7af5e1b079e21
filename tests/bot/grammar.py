"""Webhook events as LINE may send them, and events that are nearly so, for hypothesis.

Source of kinds and fields: LINE Messaging API reference, "Webhook event objects".
"""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import strategies as st

from models.seeding import demo_people

Json = dict[str, Any]
STRANGER = "U" + "a" * 32
KINDS = [
    "message", "unsend", "follow", "unfollow", "join", "leave", "memberJoined", "memberLeft",
    "postback", "videoPlayComplete", "beacon", "accountLink", "membership", "module", "activated",
    "deactivated", "botSuspended", "botResumed", "delivery", "messageEdited", "somethingNew",
]  # fmt: skip
MESSAGES = ["text", "image", "video", "audio", "file", "location", "sticker", "somethingNew"]
WORDS = [
    "สวัสดี", "สมัคร", "ยินยอม", "ไม่ยินยอม", "ขาย", "ลงขาย", "สั่งซื้อ", "ผักบุ้ง 20 โล โลละ 30 พรุ่งนี้",
    "ยืนยัน", "แก้ไข", "ยกเลิก", "ย้อนกลับ", "เริ่มใหม่", "ช่วยเหลือ", "รับ", "ไม่รับ", "มีอะไรบ้าง", "ของฉัน",
    "ออเดอร์ของฉัน", "0812345678", "๒๐ กก.", "1e999", "-5", "0", "ยี่สิบโล",
    "🥬" * 50, "\u202eกก\u200b",
]  # fmt: skip
DATA = [
    "", "go=sell", "go=buy&product=1", "go=buy&product=x", "go=buy&product=999999",
    "go=withdraw&lot=1",
    "do=accept&a=1.2", "do=accept&a=", "do=accept&a=²", "do=accept&a=99999999999999999999999",
    "do=approve&m=9", "do=approve&m=๙", "do=approve&m=²", "s=x&r=1&q=items&v=1", "go=", "%zz&&==",
    "go=cancel_line&line=99", "go=cancel_line&line=²", "go=cancel_order&order=1", "do=x",
    "go=edit_price&lot=²", "go=cancel_line&line=99999999999999999999999",
]  # fmt: skip

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
words = st.sampled_from(WORDS) | st.text(max_size=60)
# A farmer, a kitchen, staff and the others of the demo, and somebody nobody knows.
users = st.deferred(lambda: st.sampled_from([p["user_id"] for p in demo_people()] + [STRANGER]))
sources = st.one_of(
    st.fixed_dictionaries({"type": st.just("user"), "userId": users}),
    st.just({"type": "group", "groupId": "C" + "1" * 32, "userId": STRANGER}),
    st.just({"type": "room", "roomId": "R" + "1" * 32}),
)
messages = st.fixed_dictionaries(
    {"type": st.sampled_from(MESSAGES), "id": st.integers(1, 50).map(str), "text": words},
    optional={
        "latitude": st.floats(-90, 90) | anything,
        "longitude": st.floats(-180, 180) | anything,
        "address": words,
        "title": words,
        "stickerId": words,
        "mention": anything,
        "quotedMessageId": words,
    },
)
postbacks = st.fixed_dictionaries(
    {"data": st.sampled_from(DATA) | st.text(max_size=60)},
    optional={
        "params": st.fixed_dictionaries({}, optional={
            "date": st.sampled_from(["2026-11-25", "9999-12-31", "0001-01-01", "x"]),
            "datetime": words, "time": words,
        }) | anything,
    },
)  # fmt: skip
events = st.fixed_dictionaries(
    {
        "type": st.sampled_from(KINDS),
        "timestamp": st.integers(1_764_000_000_000, 1_764_000_500_000),
        "source": sources,
        "mode": st.sampled_from(["active"] * 5 + ["standby"]),
        "message": messages,
        "postback": postbacks,
        "unsend": st.fixed_dictionaries({"messageId": st.integers(1, 50).map(str)}),
        "replyToken": st.uuids().map(lambda token: token.hex)
        | st.sampled_from(["0" * 32, "f" * 32]),
        "deliveryContext": st.fixed_dictionaries({"isRedelivery": st.booleans()}),
    },
    optional={"link": anything, "follow": anything, "unheardOf": anything},
)


@st.composite
def spoilt(draw: st.DrawFn) -> Json:
    """An event with a field missing or replaced by something else, here or one level down."""
    event: Json = dict(draw(events))
    for _ in range(draw(st.integers(0, 2))):
        place = event
        inner = draw(st.sampled_from(["", "message", "postback", "source", "unsend"]))
        if isinstance(event.get(inner), dict):
            place = event[inner] = dict(event[inner])
        if place:
            name = draw(st.sampled_from(sorted(place)))
            if draw(st.booleans()):
                del place[name]
            else:
                place[name] = draw(anything)
    return event


_numbers = itertools.count(1)


def with_ids(some: list[Json]) -> list[Json]:
    """Each its own webhookEventId, never used before in this process."""
    return [event | {"webhookEventId": f"01FUZZ{next(_numbers):020d}"} for event in some]


bodies = st.lists(spoilt(), min_size=1, max_size=6)
