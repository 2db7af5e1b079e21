"""What people do, each by the door a finger uses on the simulator's phones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from models.calendar import local_day
from tests.journeys import screen
from tests.world import World

Json = dict[str, Any]
# A PNG of one white dot, in base64.
PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=="
)
TEMPLE = {"latitude": 16.0567, "longitude": 103.6531, "title": "ตำแหน่งที่ส่ง"}
STICKER = {"packageId": "11537", "stickerId": "52002734"}


def act(world: World, name: str, verb: str, what: str) -> None:
    """Do it. Raises KeyError for a verb nobody knows."""
    user_id = world.user(name)
    if verb.startswith("กดปุ่มของ"):
        other = world.line.phone(world.user(verb.removeprefix("กดปุ่มของ").strip()))
        return _press(world, user_id, screen.find(other, what).action)
    if verb.startswith("กด"):
        return _taps(world, user_id, verb, what)
    return _does(world, user_id, verb, what)


def _taps(world: World, user_id: str, verb: str, what: str) -> None:
    older = {"กด": 0, "กดสองที": 0, "กดใบเก่า": 1, "กดใบเก่ากว่า": 2}[verb]
    button = screen.find(world.line.phone(user_id), what, older)
    for _ in range(2 if verb == "กดสองที" else 1):
        _press(world, user_id, button.action)


def _press(world: World, user_id: str, action: Json) -> None:
    """Post exactly what LINE's app posts for the action."""
    kind = action["type"]
    if kind == "message":
        world.line.say(user_id, action["text"])
    elif kind == "postback":
        shown = {"displayText": action["displayText"]} if "displayText" in action else {}
        world.line.act(user_id, "postback", data=action["data"], **shown)
    elif kind == "location":
        world.line.act(user_id, "location", **TEMPLE)
    else:
        raise AssertionError(f"a finger cannot press a {kind} button")


def _does(world: World, user_id: str, verb: str, what: str) -> None:
    line = world.line
    if verb == "":
        line.say(user_id, what)
    elif verb == "เลือกวัน":
        _pick_day(world, user_id, what)
    elif verb == "ส่งรูป":
        line.act(user_id, "image", data=PICTURE, content_type="image/png")
    elif verb == "ส่งตำแหน่ง":
        line.act(user_id, "location", **TEMPLE, **({"address": what} if what else {}))
    elif verb == "ส่งสติกเกอร์":
        line.act(user_id, "sticker", **STICKER)
    elif verb == "ลบข้อความ":
        line.act(user_id, "unsend", message_id=_own_message(line.phone(user_id), what))
    else:
        line.act(user_id, {"เพิ่มเพื่อน": "follow", "เลิกบล็อก": "follow", "บล็อก": "unfollow"}[verb])


def _pick_day(world: World, user_id: str, what: str) -> None:
    """+3 is in three days; the picker lets nobody choose a day outside its bounds."""
    layers = screen.layers(world.line.phone(user_id))
    pickers = [b.action for b in layers[0] + layers[1] if b.action["type"] == "datetimepicker"]
    assert pickers, "no date picker is to be seen"
    day = local_day(world.clock()) + timedelta(days=int(what))
    first, last = (date.fromisoformat(pickers[0][key]) for key in ("min", "max"))
    assert first <= day <= last, f"the picker goes from {first} to {last}, {day} is not in it"
    params = {"date": day.isoformat()}
    world.line.act(user_id, "postback", data=pickers[0]["data"], params=params)


def _own_message(phone: Json, what: str) -> str:
    """The newest message of one's own with those words; without words the newest."""
    own = [m for m in phone["messages"] if m["from"] == "me" and what in screen.words(m["message"])]
    return str(own[-1]["id"])
