"""Template messages: buttons, confirm, carousel and image carousel.

Source: LINE Messaging API reference, 'Template messages'. LINE writes the place of a problem
inside one as `template/columns/5/title`.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.limits.actions import EVERYWHERE, actions
from simulator.limits.areas import objects_in
from simulator.limits.checks import (
    EMPTY,
    Array,
    Check,
    Matches,
    Object,
    Rule,
    Shape,
    Tagged,
    Text,
    graphemes,
    one_of,
)
from simulator.limits.problem import InnerPath, Path, Problem
from simulator.limits.quick_reply import COMMON
from simulator.limits.urls import https

_ACTION = actions(*EVERYWHERE, label=20)
_LOOKS: dict[str, Check] = {
    "imageAspectRatio": one_of("rectangle", "square"),
    "imageSize": one_of("cover", "contain"),
}
_HEAD: dict[str, Check] = {
    "thumbnailImageUrl": https,
    "imageBackgroundColor": Matches(r"#[0-9A-Fa-f]{6}"),
    "title": graphemes(40),
    "defaultAction": _ACTION,
}


def _headed(card: Object) -> bool:
    return "title" in card or "thumbnailImageUrl" in card


def _text_of(alone: int, headed: int) -> Rule:
    """The text may be `alone` long, but only `headed` under a title or picture."""

    def check(card: Object, at: Path) -> Iterator[Problem]:
        if "text" in card:
            limit = headed if _headed(card) else alone
            yield from graphemes(limit)(card["text"], at.key("text"))

    return check


def _columns_alike(template: Object, at: Path) -> Iterator[Problem]:
    """All columns have as many actions, and all or none a title, and all or none a picture."""
    columns = [_likeness(column) for _, column in objects_in(template.get("columns"))]
    if any(column != columns[0] for column in columns):
        yield at.key("columns").problem(
            "the number of actions, title and image must be consistent in all columns"
        )


def _likeness(column: Object) -> tuple[object, ...]:
    given = column.get("actions")
    heads = (column.get(name) is not None for name in ("title", "thumbnailImageUrl"))
    return (len(given) if isinstance(given, list) else None, *heads)


_COLUMN = Shape(
    {**_HEAD, "actions": Array(_ACTION, 1, 3)}, ("text", "actions"), (_text_of(120, 60),)
)
_IMAGE_COLUMN = Shape(
    {"imageUrl": https, "action": actions(*EVERYWHERE, label=12, label_required=False)},
    ("imageUrl", "action"),
)
_TEMPLATE = Tagged(
    {
        "buttons": Shape(
            {**_HEAD, **_LOOKS, "actions": Array(_ACTION, 1, 4)},
            ("text", "actions"),
            (_text_of(160, 60),),
        ),
        "confirm": Shape(
            {"text": graphemes(240), "actions": Array(_ACTION, 2, 2)}, ("text", "actions")
        ),
        "carousel": Shape(
            {**_LOOKS, "columns": Array(_COLUMN, 1, 10)}, ("columns",), (_columns_alike,)
        ),
        "image_carousel": Shape({"columns": Array(_IMAGE_COLUMN, 1, 10)}, ("columns",)),
    }
)


def _inside(message: Object, at: Path) -> Iterator[Problem]:
    if "template" in message:
        yield from _TEMPLATE(message["template"], InnerPath("template", at.text))


TEMPLATE = Shape(
    {**COMMON, "altText": Text(1500)}, ("altText", "template"), (_inside,), missing=EMPTY
)
