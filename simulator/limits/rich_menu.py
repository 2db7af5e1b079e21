"""Rich menus: size, bar text, tappable areas and what they do.

Source: LINE Messaging API reference, 'Rich menu structure'. A menu without areas is refused:
unconfirmed, but nobody could use it.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.limits.actions import EVERYWHERE, actions
from simulator.limits.areas import check_inside, objects_in
from simulator.limits.checks import (
    INVALID,
    MISSING,
    Array,
    Object,
    Shape,
    Whole,
    boolean,
    graphemes,
)
from simulator.limits.counting import deeper_than
from simulator.limits.problem import Path, Problem

_LEAST_RATIO = 1.45
_DEEPEST = 100


def ratio_allowed(width: int, height: int) -> bool:
    """Whether a picture of these pixels is wide enough for its height."""
    return width >= _LEAST_RATIO * height


def _wide_enough(size: Object, at: Path) -> Iterator[Problem]:
    width, height = size.get("width"), size.get("height")
    if isinstance(width, int) and isinstance(height, int) and not ratio_allowed(width, height):
        yield at.problem(f"the aspect ratio must be at least {_LEAST_RATIO}")


_BOUNDS = Shape(
    {"x": Whole(0), "y": Whole(0), "width": Whole(1), "height": Whole(1)},
    ("x", "y", "width", "height"),
)
_AREA = Shape(
    {
        "bounds": _BOUNDS,
        "action": actions(*EVERYWHERE, "richmenuswitch", label=20, label_required=False),
    },
    ("bounds", "action"),
)


def _areas_inside(menu: Object, at: Path) -> Iterator[Problem]:
    for index, area in objects_in(menu.get("areas")):
        here = at.key("areas").item(index).key("bounds")
        yield from check_inside(area.get("bounds"), menu.get("size"), here, INVALID)


_MENU = Shape(
    {
        "size": Shape(
            {"width": Whole(800, 2500), "height": Whole(250)}, ("width", "height"), (_wide_enough,)
        ),
        "selected": boolean,
        "name": graphemes(300, empty=MISSING),
        "chatBarText": graphemes(14, empty=MISSING),
        "areas": Array(_AREA, 1, 20),
    },
    ("size", "selected", "name", "chatBarText", "areas"),
    (_areas_inside,),
)


def check_rich_menu(menu: object) -> list[Problem]:
    """Why LINE would refuse this rich menu object (decoded JSON); empty when it would accept it."""
    if deeper_than(menu, _DEEPEST):
        return [Path().problem(INVALID)]
    return list(_MENU(menu, Path()))
