"""The Flex box: which components may stand in which layout, and how the box itself looks.

Sources: LINE Messaging API reference, 'Flex Message', 'Box'; docs, 'Flex Message layout'.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.limits.checks import INVALID, UNBOUNDED, Array, Check, Object, Tagged, one_of
from simulator.limits.flex_components import (
    BUTTON,
    FILLER,
    ICON,
    IMAGE,
    SEPARATOR,
    TEXT,
    component,
)
from simulator.limits.flex_values import (
    BORDER,
    COLOR,
    EXTENT,
    FLEX,
    PADDING,
    PLACED,
    SPACE,
    TAP,
    angle,
    stop,
)
from simulator.limits.problem import Path, Problem

_GRADIENT = component(
    "linearGradient",
    {
        "angle": angle,
        "startColor": COLOR,
        "endColor": COLOR,
        "centerColor": COLOR,
        "centerPosition": stop,
    },
    ("angle", "startColor", "endColor"),
)


def _seen_by_layout(contents: object, at: Path) -> Iterator[Problem]:
    """A known property; what it may hold depends on the layout, so `_holds` looks at it."""
    return iter(())


def _holds(box: Object, at: Path) -> Iterator[Problem]:
    """What stands in the box, by its layout; nothing is said of a layout that does not exist."""
    layout = box.get("layout")
    children = _CHILDREN.get(layout) if isinstance(layout, str) else None
    if children and "contents" in box:
        yield from Array(children, 0, UNBOUNDED)(box["contents"], at.key("contents"))


def _in_baseline(value: object, at: Path) -> Iterator[Problem]:
    """offsetBottom "can't be used" there; gravity neither, but LINE says it is ignored."""
    yield from _BASELINE_CHILD(value, at)
    if isinstance(value, dict) and "offsetBottom" in value:
        yield at.key("offsetBottom").problem(INVALID)


BOX = component(
    "box",
    {
        **PLACED,
        "layout": one_of("horizontal", "vertical", "baseline"),
        "contents": _seen_by_layout,
        "flex": FLEX,
        "spacing": SPACE,
        "backgroundColor": COLOR,
        "borderColor": COLOR,
        "borderWidth": BORDER,
        "cornerRadius": SPACE,
        "width": EXTENT,
        "maxWidth": EXTENT,
        "height": EXTENT,
        "maxHeight": EXTENT,
        "paddingAll": PADDING,
        "paddingTop": PADDING,
        "paddingBottom": PADDING,
        "paddingStart": PADDING,
        "paddingEnd": PADDING,
        "action": TAP,
        "justifyContent": one_of(
            "flex-start", "center", "flex-end", "space-between", "space-around", "space-evenly"
        ),
        "alignItems": one_of("flex-start", "center", "flex-end"),
        "background": Tagged({"linearGradient": _GRADIENT}),
    },
    ("layout", "contents"),
    (_holds,),
)
_BOX_CHILD = Tagged(
    {
        "box": BOX,
        "button": BUTTON,
        "image": IMAGE,
        "text": TEXT,
        "separator": SEPARATOR,
        "filler": FILLER,
    },
    at_type=False,
)
_BASELINE_CHILD = Tagged({"icon": ICON, "text": TEXT, "filler": FILLER}, at_type=False)
_CHILDREN: dict[str, Check] = {
    "horizontal": _BOX_CHILD,
    "vertical": _BOX_CHILD,
    "baseline": _in_baseline,
}
