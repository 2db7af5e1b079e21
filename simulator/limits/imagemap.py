"""Imagemap messages: one picture with places to tap.

Source: LINE Messaging API reference, 'Imagemap message'. Areas that reach over the picture, and
imagemaps with nothing to tap, are refused: unconfirmed, but nobody could tap them.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.limits.areas import check_inside, objects_in
from simulator.limits.checks import EMPTY, INVALID, Array, Object, Shape, Tagged, Text, Whole
from simulator.limits.problem import Path, Problem
from simulator.limits.quick_reply import COMMON
from simulator.limits.urls import https, link

_AREA = Shape(
    {"x": Whole(0), "y": Whole(0), "width": Whole(1), "height": Whole(1)},
    ("x", "y", "width", "height"),
)
_LABEL = Text(100, empty=None)
_ACTION = Tagged(
    {
        "uri": Shape({"label": _LABEL, "linkUri": link, "area": _AREA}, ("linkUri", "area")),
        "message": Shape({"label": _LABEL, "text": Text(400), "area": _AREA}, ("text", "area")),
        "clipboard": Shape(
            {"label": _LABEL, "clipboardText": Text(1000), "area": _AREA}, ("clipboardText", "area")
        ),
    }
)
_VIDEO = Shape(
    {
        "originalContentUrl": https,
        "previewImageUrl": https,
        "area": _AREA,
        "externalLink": Shape({"linkUri": link, "label": Text(30)}, ("linkUri", "label")),
    },
    ("originalContentUrl", "previewImageUrl", "area"),
)


def _areas_inside(message: Object, at: Path) -> Iterator[Problem]:
    size = message.get("baseSize")
    for index, action in objects_in(message.get("actions")):
        here = at.key("actions").item(index).key("area")
        yield from check_inside(action.get("area"), size, here, INVALID)
    video = message.get("video")
    if isinstance(video, dict):
        yield from check_inside(video.get("area"), size, at.key("video").key("area"), INVALID)


IMAGEMAP = Shape(
    {
        **COMMON,
        "baseUrl": https,
        "altText": Text(1500),
        "baseSize": Shape({"width": Whole(1040, 1040), "height": Whole(1)}, ("width", "height")),
        "actions": Array(_ACTION, 1, 50),
        "video": _VIDEO,
    },
    ("baseUrl", "altText", "baseSize", "actions"),
    (_areas_inside,),
    missing=EMPTY,
)
