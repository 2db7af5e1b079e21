"""What each property of each Flex component may be."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulator.limits.samples import (
    Json,
    box,
    button,
    component,
    message_action,
    picture,
    places,
    url_of,
    words,
)

AT = "/body/contents/0"

# One row for each property: a component, the property, a value LINE takes, one it refuses.
VALUES: list[tuple[Json, str, Any, Any]] = [
    (box(), "spacing", "xxl", "xxs"),
    (box(), "spacing", "23.5px", "5%"),
    (box(), "margin", "none", "5"),
    (box(), "position", "relative", "fixed"),
    (box(), "offsetTop", "23.5%", "-1px"),
    (box(), "offsetBottom", "0px", "0"),
    (box(), "offsetStart", "xs", "full"),
    (box(), "offsetEnd", "10px", "10 px"),
    (box(), "backgroundColor", "#ffffff80", "#fff"),
    (box(), "borderColor", "#000000", "black"),
    (box(), "borderWidth", "semi-bold", "5%"),
    (box(), "cornerRadius", "xxl", "50%"),
    (box(), "width", "50%", "md"),
    (box(), "maxWidth", "50px", "none"),
    (box(), "height", "400px", 400),
    (box(), "maxHeight", "100%", "100"),
    (box(), "paddingAll", "50%", "3xl"),
    (box(), "paddingTop", "none", ""),
    (box(), "paddingBottom", "md", None),
    (box(), "paddingStart", "1px", "1em"),
    (box(), "paddingEnd", "xl", "-1%"),
    (box(), "flex", 0, -1),
    (box(), "flex", 3, 1.5),
    (box(), "justifyContent", "space-evenly", "stretch"),
    (box(), "alignItems", "flex-end", "baseline"),
    (box(), "layout", "horizontal", "grid"),
    (words(), "size", "5xl", "6xl"),
    (words(), "size", "23.5px", "0px"),
    (words(), "size", "xxs", "full"),
    (words(), "align", "center", "left"),
    (words(), "gravity", "bottom", "middle"),
    (words(), "color", "#ff0000", "#ff00000"),
    (words(), "weight", "bold", "bolder"),
    (words(), "style", "italic", "oblique"),
    (words(), "decoration", "line-through", "overline"),
    (words(), "wrap", True, "true"),
    (words(), "lineSpacing", "10px", "0px"),
    (words(), "maxLines", 0, -1),
    (words(), "adjustMode", "shrink-to-fit", "grow"),
    (words(), "scaling", True, 1),
    (words(), "action", message_action(None), {"type": "camera", "label": "ก"}),
    (button(), "height", "sm", "lg"),
    (button(), "style", "secondary", "danger"),
    (button(), "color", "#0000ff", "0000ff"),
    (button(), "gravity", "top", "start"),
    (button(), "adjustMode", "shrink-to-fit", ""),
    (button(), "scaling", False, "no"),
    (picture(), "url", url_of(2000), url_of(2001)),
    (picture(), "url", url_of(30), "http://example.com/a.jpg"),
    (picture(), "size", "full", "half"),
    (picture(), "size", "23.5%", "0%"),
    (picture(), "aspectRatio", "1:3", "1:3.1"),
    (picture(), "aspectRatio", "100000:1", "100001:1"),
    (picture(), "aspectRatio", "1.91:1", "16/9"),
    (picture(), "aspectMode", "cover", "contain"),
    (picture(), "backgroundColor", "#00000000", "transparent"),
    (picture(), "align", "end", "right"),
    (picture(), "animated", False, 0),
    ({"type": "separator"}, "color", "#000000", "#00"),
    ({"type": "separator"}, "margin", "lg", "50%"),
    ({"type": "filler"}, "flex", 1, "1"),
]


@pytest.mark.parametrize(("each", "name", "accepted", "refused"), VALUES)
def test_a_property_takes_its_documented_values_and_no_others(
    each: Json, name: str, accepted: Any, refused: Any
) -> None:
    assert places(component({**each, name: accepted})) == []
    at = f"{AT}/{name}/type" if isinstance(refused, dict) else f"{AT}/{name}"
    assert places(component({**each, name: refused})) == [at]
