"""Flex components that hold no box: text, span, button, image, icon, separator, filler.

Source: LINE Messaging API reference, 'Flex Message', 'Component'.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.limits.checks import (
    NO_TEXT,
    UNBOUNDED,
    Array,
    Check,
    Object,
    Rule,
    Shape,
    Tagged,
    Text,
    Whole,
    boolean,
    one_of,
)
from simulator.limits.flex_values import (
    ALIGN,
    BUTTON_TAP,
    COLOR,
    FLEX,
    FONT,
    GRAVITY,
    IMAGE_SIZE,
    LINE_SPACING,
    PLACED,
    SPACE,
    TAP,
    TEXT_SIZE,
    aspect_ratio,
)
from simulator.limits.problem import Path, Problem
from simulator.limits.urls import https


def component(
    kind: str,
    fields: dict[str, Check],
    required: tuple[str, ...] = (),
    rules: tuple[Rule, ...] = (),
) -> Shape:
    """A Flex object of type `kind`: properties it does not know are refused."""
    return Shape({"type": one_of(kind), **fields}, required, rules, closed=True)


def _says_something(text: Object, at: Path) -> Iterator[Problem]:
    """Spans win over the text; without spans the text may not be empty."""
    if not text.get("contents") and not text.get("text"):
        yield at.key("text").problem(NO_TEXT)


SPAN = component("span", {**FONT, "text": Text(UNBOUNDED, empty=NO_TEXT)})
TEXT = component(
    "text",
    {
        **PLACED,
        **FONT,
        "text": Text(UNBOUNDED, empty=None),
        "contents": Array(Tagged({"span": SPAN}, at_type=False), 0, UNBOUNDED),
        "flex": FLEX,
        "align": ALIGN,
        "gravity": GRAVITY,
        "wrap": boolean,
        "lineSpacing": LINE_SPACING,
        "maxLines": Whole(0),
        "adjustMode": one_of("shrink-to-fit"),
        "scaling": boolean,
        "action": TAP,
    },
    rules=(_says_something,),
)
BUTTON = component(
    "button",
    {
        **PLACED,
        "action": BUTTON_TAP,
        "flex": FLEX,
        "height": one_of("sm", "md"),
        "style": one_of("primary", "secondary", "link"),
        "color": COLOR,
        "gravity": GRAVITY,
        "adjustMode": one_of("shrink-to-fit"),
        "scaling": boolean,
    },
    ("action",),
)
IMAGE = component(
    "image",
    {
        **PLACED,
        "url": https,
        "flex": FLEX,
        "align": ALIGN,
        "gravity": GRAVITY,
        "size": IMAGE_SIZE,
        "aspectRatio": aspect_ratio,
        "aspectMode": one_of("cover", "fit"),
        "backgroundColor": COLOR,
        "action": TAP,
        "animated": boolean,
    },
    ("url",),
)
ICON = component(
    "icon",
    {
        **PLACED,
        "url": https,
        "size": TEXT_SIZE,
        "scaling": boolean,
        "aspectRatio": aspect_ratio,
    },
    ("url",),
)
SEPARATOR = component("separator", {"margin": SPACE, "color": COLOR})
FILLER = component("filler", {"flex": FLEX})
