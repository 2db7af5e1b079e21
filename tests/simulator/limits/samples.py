"""Messages LINE accepts, to be bent in the tests, and how a test asks what is wrong with one."""

from __future__ import annotations

from typing import Any

from simulator.limits import check_messages

Json = dict[str, Any]
Limit = tuple[Json, Json, str]
URL = "https://example.com/a.jpg"


def places(message: Json) -> list[str]:
    """The properties refused in this one message."""
    return [problem.property for problem in check_messages([message])]


def url_of(length: int) -> str:
    return "https://example.com/".ljust(length, "a")


def text(words: str = "สวัสดีค่ะ", **more: Any) -> Json:
    return {"type": "text", "text": words, **more}


def message_action(label: str | None = "ตกลง", words: str = "ตกลง") -> Json:
    action = {"type": "message", "text": words}
    return action if label is None else {**action, "label": label}


def postback(label: str | None = "ตกลง", data: str = "ok", **more: Any) -> Json:
    action = {"type": "postback", "data": data, **more}
    return action if label is None else {**action, "label": label}


def uri(address: str = "https://example.com/", **more: Any) -> Json:
    return {"type": "uri", "label": "เปิด", "uri": address, **more}


def picker(mode: str = "date", **more: Any) -> Json:
    return {"type": "datetimepicker", "label": "เลือกวัน", "data": "day", "mode": mode, **more}


def clipboard(words: str = "3B48740B") -> Json:
    return {"type": "clipboard", "label": "คัดลอก", "clipboardText": words}


def quick_reply(*actions: Json) -> Json:
    items = [{"type": "action", "action": each} for each in actions]
    return text(quickReply={"items": items})


def template(kind: str, **more: Any) -> Json:
    return {"type": "template", "altText": "รายการ", "template": {"type": kind, **more}}


def buttons(*actions: Json, **more: Any) -> Json:
    return template("buttons", **{"text": "เลือก", "actions": list(actions or [postback()]), **more})


def confirm(*actions: Json, words: str = "แน่ใจไหมคะ") -> Json:
    return template("confirm", text=words, actions=list(actions or [postback(), postback()]))


def column(*actions: Json, **more: Any) -> Json:
    return {"text": "ผักบุ้ง", "actions": list(actions or [postback()]), **more}


def carousel(*columns: Json, **more: Any) -> Json:
    return template("carousel", columns=list(columns or [column()]), **more)


def image_carousel(*actions: Json) -> Json:
    columns = [{"imageUrl": URL, "action": each} for each in actions or [postback()]]
    return template("image_carousel", columns=columns)


def box(*contents: Json, layout: str = "vertical", **more: Any) -> Json:
    return {"type": "box", "layout": layout, "contents": list(contents), **more}


def words(text: str = "ผักบุ้ง", **more: Any) -> Json:
    return {"type": "text", "text": text, **more}


def button(action: Json | None = None, **more: Any) -> Json:
    return {"type": "button", "action": action or postback(), **more}


def picture(**more: Any) -> Json:
    return {"type": "image", "url": URL, **more}


def icon(**more: Any) -> Json:
    return {"type": "icon", "url": URL, **more}


def video(**more: Any) -> Json:
    return {"type": "video", "url": URL, "previewUrl": URL, "altContent": picture(), **more}


def bubble(*contents: Json, **more: Any) -> Json:
    return {"type": "bubble", "body": box(*contents or [words()]), **more}


def flex(container: Json | None = None, alt: str = "รายการ") -> Json:
    return {"type": "flex", "altText": alt, "contents": container or bubble()}


def bubbles(*of: Json) -> Json:
    return flex({"type": "carousel", "contents": list(of)})


def component(each: Json) -> Json:
    """A message holding this one component, at /body/contents/0."""
    return flex(bubble(each))


def styled(**more: Any) -> Json:
    return flex(bubble(styles={"header": more}))


def gradient(**more: Any) -> Json:
    own = {
        "type": "linearGradient",
        "angle": "90deg",
        "startColor": "#FFFF00",
        "endColor": "#0080ff",
    }
    return component(box(background={**own, **more}))


def imagemap(**more: Any) -> Json:
    area = {"x": 0, "y": 0, "width": 1040, "height": 520}
    return {
        "type": "imagemap",
        "baseUrl": "https://example.com/map",
        "altText": "แผนที่",
        "baseSize": {"width": 1040, "height": 1040},
        "actions": [{"type": "message", "text": "บน", "area": area}],
        **more,
    }


def menu(**more: Any) -> Json:
    bounds = {"x": 0, "y": 0, "width": 2500, "height": 843}
    return {
        "size": {"width": 2500, "height": 1686},
        "selected": True,
        "name": "เมนูหลัก",
        "chatBarText": "เมนู",
        "areas": [{"bounds": bounds, "action": message_action(None)}],
        **more,
    }
