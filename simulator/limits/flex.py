"""Flex Messages: the containers, their blocks and sizes.

Sources: LINE Messaging API reference, 'Flex Message', 'Container' and 'Video'; docs, 'Flex Message
layout'. A KB is taken as 1,000 bytes, the smaller of the two meanings: LINE does not say which.
Bytes are counted as sent (`counting.json_bytes`).
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.limits.areas import objects_in
from simulator.limits.checks import (
    EMPTY,
    INVALID,
    Array,
    Check,
    Object,
    Shape,
    Tagged,
    Text,
    boolean,
    one_of,
)
from simulator.limits.counting import json_bytes
from simulator.limits.flex_box import BOX
from simulator.limits.flex_components import IMAGE, component
from simulator.limits.flex_values import COLOR, LINK_TAP, TAP, aspect_ratio
from simulator.limits.problem import InnerPath, Path, Problem
from simulator.limits.quick_reply import COMMON
from simulator.limits.urls import https

BUBBLE_BYTES = 30_000
CAROUSEL_BYTES = 50_000
_BLOCKS = ("header", "hero", "body", "footer")
_VIDEO_SIZES = ("kilo", "mega", "giga")
_ANIMATED_IMAGES = 10

_VIDEO = component(
    "video",
    {
        "url": https,
        "previewUrl": https,
        "altContent": Tagged({"box": BOX, "image": IMAGE}, at_type=False),
        "aspectRatio": aspect_ratio,
        "action": LINK_TAP,
    },
    ("url", "previewUrl", "altContent"),
)
_BOX_BLOCK = Tagged({"box": BOX}, at_type=False)
_STYLE = Shape(
    {"backgroundColor": COLOR, "separator": boolean, "separatorColor": COLOR}, closed=True
)


def _of_size(most: int) -> Check:
    def check(value: object, at: Path) -> Iterator[Problem]:
        if json_bytes(value) > most:
            yield at.problem(f"must not be larger than {most // 1000} KB")

    return check


def _has_block(bubble: Object, at: Path) -> Iterator[Problem]:
    if not any(name in bubble for name in _BLOCKS):
        yield at.problem("At least one block must be specified")


def _video_fits(bubble: Object, at: Path) -> Iterator[Problem]:
    if _is_video(bubble.get("hero")) and bubble.get("size", "mega") not in _VIDEO_SIZES:
        yield at.key("hero").problem(INVALID)


def _is_video(hero: object) -> bool:
    return isinstance(hero, dict) and hero.get("type") == "video"


def _first_stands(bubble: Object, at: Path) -> Iterator[Problem]:
    """A block's first component can't be absolute: neither the block's box nor its first child."""
    for name in _BLOCKS:
        block = bubble.get(name)
        contents = block.get("contents") if isinstance(block, dict) else None
        first = contents[0] if isinstance(contents, list) and contents else None
        first_at = at.key(name).key("contents").item(0)
        for each, here in ((block, at.key(name)), (first, first_at)):
            if isinstance(each, dict) and each.get("position") == "absolute":
                yield here.key("position").problem(INVALID)


_BUBBLE = component(
    "bubble",
    {
        "size": one_of("nano", "micro", "deca", "hecto", "kilo", "mega", "giga"),
        "direction": one_of("ltr", "rtl"),
        "header": _BOX_BLOCK,
        "hero": Tagged({"box": BOX, "image": IMAGE, "video": _VIDEO}, at_type=False),
        "body": _BOX_BLOCK,
        "footer": _BOX_BLOCK,
        "styles": Shape(dict.fromkeys(_BLOCKS, _STYLE), closed=True),
        "action": TAP,
    },
    rules=(_of_size(BUBBLE_BYTES), _has_block, _video_fits, _first_stands),
)


def _bubbles_alike(carousel: Object, at: Path) -> Iterator[Problem]:
    """All bubbles have one width, and none plays a video."""
    bubbles = list(objects_in(carousel.get("contents")))
    for index, bubble in bubbles:
        here = at.key("contents").item(index)
        if bubble.get("size", "mega") != bubbles[0][1].get("size", "mega"):
            yield here.key("size").problem("must be the same in all bubbles")
        if _is_video(bubble.get("hero")):
            yield here.key("hero").problem(INVALID)


_CAROUSEL = component(
    "carousel",
    {"contents": Array(Tagged({"bubble": _BUBBLE}, at_type=False), 1, 12)},
    ("contents",),
    (_of_size(CAROUSEL_BYTES), _bubbles_alike),
)
_CONTAINER = Tagged({"bubble": _BUBBLE, "carousel": _CAROUSEL})


def _inside(message: Object, at: Path) -> Iterator[Problem]:
    if "contents" not in message:
        return
    inner = InnerPath("", at.text)
    yield from _CONTAINER(message["contents"], inner)
    if _animated(message["contents"]) > _ANIMATED_IMAGES:
        yield inner.problem(f"must not hold more than {_ANIMATED_IMAGES} animated images")


def _animated(value: object) -> int:
    if isinstance(value, list):
        return sum(_animated(each) for each in value)
    if isinstance(value, dict):
        own = value.get("type") == "image" and value.get("animated") is True
        return own + sum(_animated(each) for each in value.values())
    return 0


FLEX = Shape({**COMMON, "altText": Text(1500)}, ("altText", "contents"), (_inside,), missing=EMPTY)
