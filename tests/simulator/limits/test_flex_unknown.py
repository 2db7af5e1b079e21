"""Flex refuses every property it does not know, wherever it stands."""

from __future__ import annotations

import pytest

from tests.simulator.limits.samples import (
    Json,
    box,
    bubble,
    button,
    component,
    flex,
    gradient,
    icon,
    picture,
    places,
    postback,
    styled,
    video,
    words,
)

AT = "/body/contents/0"


@pytest.mark.parametrize(
    ("message", "place"),
    [
        (component(box(colour="red")), f"{AT}/colour"),
        (component(words(aspectRatio="1:1")), f"{AT}/aspectRatio"),
        (component(button(size="sm")), f"{AT}/size"),
        (component(picture(wrap=True)), f"{AT}/wrap"),
        (component({"type": "separator", "flex": 1}), f"{AT}/flex"),
        (component({"type": "filler", "margin": "md"}), f"{AT}/margin"),
        (component(box(icon(flex=1), layout="baseline")), f"{AT}/contents/0/flex"),
        (
            component({"type": "text", "contents": [{"type": "span", "text": "ก", "wrap": True}]}),
            f"{AT}/contents/0/wrap",
        ),
        (component(button(postback(colour="red"))), f"{AT}/action/colour"),
        (flex(bubble(colour="red")), "/colour"),
        (flex(bubble(styles={"type": "style"})), "/styles/type"),
        (styled(color="#000000"), "/styles/header/color"),
        (gradient(middle="#000000"), f"{AT}/background/middle"),
        (flex(bubble(hero=video(size="full"))), "/hero/size"),
    ],
)
def test_unknown_properties_are_refused(message: Json, place: str) -> None:
    assert places(message) == [place]
