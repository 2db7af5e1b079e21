"""What happens in a chat that nobody types: time passes, LINE repeats itself, memory is lost."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import urllib3

from models.base import Base
from models.calendar import BANGKOK
from simulator.events import new_event, new_token, signature
from tests.journeys import group_chats, newcomers
from tests.simulator.harness import SECRET
from tests.world import World

if TYPE_CHECKING:
    from tests.journeys.player import Player

Json = dict[str, Any]
STRANGE = ("พิมพ์ในกลุ่ม", "พิมพ์ตอนบอทพัก", "ส่งของแปลก")
UNITS = {"นาที": timedelta(minutes=1), "ชม.": timedelta(hours=1), "วัน": timedelta(days=1)}
FAULTS: dict[str, Json] = {
    "ตั๋วตอบหมดอายุ": {"expire_reply_tokens": True},
    "จดหมายถึงแต่ไม่มีคำตอบ": {"api_drop_after_accept_next": 1, "api_path": "/push"},
    "จดหมายส่งไม่ออกครั้งหนึ่ง": {"api_error_next": 1, "api_path": "/push"},
    "ให้รอก่อนส่งจดหมายหนึ่งใบ": {"rate_limited_next": 1, "api_path": "/push"},
    "โควตาเต็ม": {"quota_exhausted": True},
    "หายแล้ว": {"expire_reply_tokens": False, "quota_exhausted": False},
}


def tell(player: Player, verb: str, what: str) -> None:
    world = player.world
    if verb == "เวลา":
        pass_time(world, what)
    elif verb == "ส่งซ้ำ":
        player.answers[what] = []
        _again(world, what)
    elif verb == "ลืม":
        world.house.redis.delete(f"memory:{world.user(what)}")
    elif verb == "สมาชิกใหม่":
        newcomers.add(world, what)
    elif verb == "บทบาทใหม่":
        newcomers.change(world, what)
    elif verb == "LINE เสีย":
        player.faulty = True
        world.line.faults(**FAULTS[what])
    elif verb == "LINE ปฏิเสธ":
        player.refusals.append(int(what.split()[0]))
    elif verb in group_chats.KINDS:
        group_chats.make(world, verb, what)
    elif verb == "จดหมายไม่ถึง":
        player.undelivered.append(what)
    else:
        must_not_be_kept(world, what)


def pass_time(world: World, what: str) -> None:
    """ "+2 ชม.", "+10 นาที", "+1 วัน", or the next time the clock shows "16.05 น."."""
    after = re.fullmatch(r"\+(\d+) (\S+)", what)
    step = int(after[1]) * UNITS[after[2]] if after else _until(world.clock(), what)
    world.clock.forward(seconds=step.total_seconds())
    world.line.clock.ahead_ms += int(step.total_seconds() * 1000)
    world.sweep()


def _until(now: datetime, what: str) -> timedelta:
    hour, minute = map(int, what.removesuffix("น.").strip().split("."))
    here = now.astimezone(BANGKOK)
    then = here.replace(hour=hour, minute=minute, second=0)
    return then - here if then > here else then - here + timedelta(days=1)


def _again(world: World, name: str) -> None:
    """LINE delivers a person's last webhook once more, as it does after a lost answer."""
    user_id = world.user(name)
    sent = [e for e in world.line.log("webhook") if e["user_ids"] == [user_id]]
    body = sent[-1]["request"]
    for event in body["events"]:
        event["deliveryContext"]["isRedelivery"] = True
    post(world, body)


def strange(world: World, name: str, verb: str, what: str) -> None:
    """A webhook that no phone of the simulator sends: from a group, on standby, of a new kind."""
    now = int(world.clock().timestamp() * 1000)
    message = {"id": "1", "type": "text", "text": what, "quoteToken": new_token()}
    event = new_event("message", world.user(name), now, replyToken=new_token(), message=message)
    if verb == "พิมพ์ในกลุ่ม":
        event["source"] |= {"type": "group", "groupId": "C" + "1" * 32}
    elif verb == "พิมพ์ตอนบอทพัก":
        event["mode"] = "standby"
        del event["replyToken"]
    else:
        event |= {"type": "somethingNew", "somethingNew": {"text": what}}
    post(world, {"destination": "U" + "0" * 32, "events": [event]})


def post(world: World, body: Json) -> None:
    """A signed webhook, to where LINE was told to send them."""
    raw = json.dumps(body, ensure_ascii=False).encode()
    signed = {"x-line-signature": signature(SECRET, raw)}
    endpoint = world.line.api("GET", "/v2/bot/channel/webhook/endpoint").json()["endpoint"]
    assert urllib3.request("POST", endpoint, body=raw, headers=signed).status == 200


def must_not_be_kept(world: World, words: str) -> None:
    """Neither the database nor Redis holds *words* anywhere."""
    with world.house.reading() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(table.select()):
                assert words not in str(row), f"{table.name} keeps it: {row}"
    for key in world.house.redis.scan_iter():
        if world.house.redis.type(key) == b"string":
            kept = world.house.redis.get(key)
            shown = kept.decode() if isinstance(kept, bytes) else str(kept)
            assert words not in shown, f"Redis keeps it: {key!r}"
