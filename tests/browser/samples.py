"""Messages to look at: one of each kind that is hard to lay out."""

import struct
import zlib
from typing import Any

from tests.simulator.harness import TOKEN, Line

Json = dict[str, Any]

ELSEWHERE = "https://pictures.example.com/vegetable.jpg"


def postback(label: str, data: str, shown: str | None = None) -> Json:
    """A postback action; `shown` is its displayText."""
    action = {"type": "postback", "label": label, "data": data}
    return action | ({"displayText": shown} if shown else {})


def vertical(*contents: Json) -> Json:
    """A vertical box."""
    return {"type": "box", "layout": "vertical", "spacing": "sm", "contents": list(contents)}


def words(text: str, **how: Any) -> Json:
    """A Flex text that wraps."""
    return {"type": "text", "text": text, "wrap": True, **how}


def pair(left: str, right: str) -> Json:
    """A line of a receipt."""
    ends = [words(left, flex=3, size="sm"), words(right, flex=2, size="sm", align="end")]
    return {"type": "box", "layout": "horizontal", "contents": ends}


def card(title: str, action: Json) -> Json:
    """A bubble with a picture, a title and a button."""
    hero = {"type": "image", "url": ELSEWHERE, "size": "full", "aspectRatio": "20:13"}
    button = {"type": "button", "style": "primary", "action": action}
    body = vertical(words(title, weight="bold"), pair("ผักบุ้งจีนปลอดสาร 20 กก.", "600.00 บาท"))
    return {"type": "bubble", "hero": hero, "body": body, "footer": vertical(button)}


def flex(contents: Json) -> Json:
    """A Flex Message."""
    return {"type": "flex", "altText": "การ์ด", "contents": contents}


def carousel(*names: str) -> Json:
    """A Flex carousel with a card for each name; its button posts back the name."""
    bubbles = [card(name, postback("สั่งเลย", name)) for name in names]
    return flex({"type": "carousel", "contents": bubbles})


def confirm(text: str) -> Json:
    """A confirm template."""
    actions = [postback("ใช่", "answer=yes", "ใช่ค่ะ"), postback("ไม่ใช่", "answer=no")]
    template = {"type": "confirm", "text": text, "actions": actions}
    return {"type": "template", "altText": text, "template": template}


def asking(text: str, *actions: Json) -> Json:
    """A text with quick replies."""
    items = [{"type": "action", "action": action} for action in actions]
    return {"type": "text", "text": text, "quickReply": {"items": items}}


def saying(text: str) -> Json:
    """A message action."""
    return {"type": "message", "label": text, "text": text}


def day_picker(label: str, first: str, last: str, start: str) -> Json:
    """A datetimepicker action for a day."""
    limits = {"min": first, "max": last, "initial": start}
    return {"type": "datetimepicker", "label": label, "data": "day", "mode": "date", **limits}


def push(line: Line, user_id: str, *messages: Json) -> None:
    """Pushes messages; the simulator must take them."""
    body = {"to": user_id, "messages": list(messages)}
    answer = line.api("POST", "/v2/bot/message/push", body)
    assert answer.status == 200, answer.data.decode()


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def png(width: int, height: int) -> bytes:
    """A PNG picture, green all over."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\x1f\x7a\x4d" * width) * height
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def halves(name: str, left: Json, right: Json) -> Json:
    """A rich menu of two areas."""
    bounds = [{"x": x, "y": 0, "width": 400, "height": 400} for x in (0, 400)]
    areas = [{"bounds": b, "action": a} for b, a in zip(bounds, (left, right), strict=True)]
    look = {"size": {"width": 800, "height": 400}, "selected": False, "chatBarText": name}
    return look | {"name": name, "areas": areas}


def hang_up_menu(line: Line, menu: Json) -> str:
    """Makes a rich menu with its picture; answers its id."""
    created = line.api("POST", "/v2/bot/richmenu", menu)
    assert created.status == 200, created.data.decode()
    menu_id: str = created.json()["richMenuId"]
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "image/png"}
    path = f"/v2/bot/richmenu/{menu_id}/content"
    assert line.request("POST", path, png(800, 400), headers).status == 200
    return menu_id
