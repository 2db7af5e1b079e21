"""Flex Messages: each limit at the limit and one past it, and what may stand where."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.limits.counting import json_bytes
from tests.simulator.limits.samples import (
    Json,
    Limit,
    box,
    bubble,
    bubbles,
    button,
    component,
    flex,
    gradient,
    icon,
    picture,
    places,
    postback,
    styled,
    uri,
    url_of,
    video,
    words,
)

AT = "/body/contents/0"
BASELINE = f"{AT}/contents/0"


def baseline(child: Json) -> Json:
    return component(box(child, layout="baseline"))


def heavy(container: Json, most: int) -> Json:
    """The same container, its first text lengthened until it weighs `most` bytes."""
    first = container["contents"][0] if container["type"] == "carousel" else container
    first["body"]["contents"][0]["text"] += "a" * (most - json_bytes(container))
    return flex(container)


def full_carousel(most: int) -> Json:
    rest = [bubble(words("a" * 20_000)), bubble(words("a" * 10_000))]
    return heavy({"type": "carousel", "contents": [bubble(), *rest]}, most)


def spans(*texts: str) -> Json:
    return component(
        {"type": "text", "contents": [{"type": "span", "text": each} for each in texts]}
    )


def hero(each: Json, **more: Any) -> Json:
    return flex(bubble(hero=each, **more))


def animated(count: int) -> Json:
    return flex(bubble(*[picture(animated=True)] * count))


LIMITS: list[Limit] = [
    (flex(alt="ก" * 1500), flex(alt="ก" * 1501), "messages[0].altText"),
    (heavy(bubble(), 30_000), heavy(bubble(), 30_001), "/"),
    (full_carousel(50_000), full_carousel(50_001), "/"),
    (bubbles(*[bubble()] * 12), bubbles(*[bubble()] * 13), "/contents"),
    (bubbles(bubble()), bubbles(), "/contents"),
    (
        bubbles(bubble(), bubble(size="mega")),
        bubbles(bubble(), bubble(size="kilo")),
        "/contents/1/size",
    ),
    (flex(bubble(size="deca")), flex(bubble(size="tera")), "/size"),
    (flex(bubble(direction="rtl")), flex(bubble(direction="ttb")), "/direction"),
    (flex({"type": "bubble", "footer": box()}), flex({"type": "bubble"}), "/"),
    (flex(bubble(header=box())), flex(bubble(header=words())), "/header"),
    (hero(box()), hero(words()), "/hero"),
    (hero(picture()), hero(icon()), "/hero"),
    (hero(video(), size="kilo"), hero(video(), size="micro"), "/hero"),
    (hero(video()), bubbles(bubble(hero=video())), "/contents/0/hero"),
    (hero(video(altContent=box())), hero(video(altContent=words())), "/hero/altContent"),
    (hero(video(action=uri())), hero(video(action=postback())), "/hero/action/type"),
    (hero(video(aspectRatio="20:13")), hero(video(aspectRatio="20:61")), "/hero/aspectRatio"),
    (
        hero(video(previewUrl=url_of(2000))),
        hero(video(previewUrl=url_of(2001))),
        "/hero/previewUrl",
    ),
    (component(box(layout="baseline")), component(video()), AT),
    (baseline(icon()), component(icon()), AT),
    (baseline(words()), baseline(button()), BASELINE),
    (baseline({"type": "filler"}), baseline({"type": "separator"}), BASELINE),
    (baseline(icon(size="5xl")), baseline(icon(size="full")), f"{BASELINE}/size"),
    (
        baseline(icon(aspectRatio="3:1")),
        baseline(icon(aspectRatio="1:4")),
        f"{BASELINE}/aspectRatio",
    ),
    (
        baseline(words(offsetTop="1px")),
        baseline(words(offsetBottom="1px")),
        f"{BASELINE}/offsetBottom",
    ),
    (
        component(box(box(box()))),
        component(box(box({"type": "spacer"}))),
        f"{AT}/contents/0/contents/0",
    ),
    (component(words("ก")), component(words("")), f"{AT}/text"),
    (component(words(" ")), component({"type": "text"}), f"{AT}/text"),
    (spans("ก"), spans(), f"{AT}/text"),
    (spans("ก", "ข"), spans("ก", ""), f"{AT}/contents/1/text"),
    (spans("ก"), component({"type": "text", "contents": [words()]}), f"{AT}/contents/0"),
    (component(button(postback("ก"))), component(button(postback(None))), f"{AT}/action/label"),
    (component(button(postback("ก"))), component(button(postback(""))), f"{AT}/action/label"),
    (
        component(picture(action=postback("ก" * 40))),
        component(picture(action=postback("ก" * 41))),
        f"{AT}/action/label",
    ),
    (animated(10), animated(11), "/"),
    (styled(separator=True), styled(separator="true"), "/styles/header/separator"),
    (
        styled(backgroundColor="#000000"),
        styled(separatorColor="#000"),
        "/styles/header/separatorColor",
    ),
    (gradient(angle="359.9deg"), gradient(angle="360deg"), f"{AT}/background/angle"),
    (gradient(centerColor="#000000"), gradient(centerColor="#00"), f"{AT}/background/centerColor"),
    (
        gradient(centerPosition="100%"),
        gradient(centerPosition="101%"),
        f"{AT}/background/centerPosition",
    ),
    (gradient(), gradient(type="radialGradient"), f"{AT}/background/type"),
    (
        flex(bubble(words(), words(position="absolute"))),
        component(words(position="absolute")),
        f"{AT}/position",
    ),
    (
        flex(bubble(footer=box(position="relative"))),
        flex(bubble(footer=box(position="absolute"))),
        "/footer/position",
    ),
]


@pytest.mark.parametrize(("accepted", "refused", "place"), LIMITS)
def test_the_limit_is_accepted_and_one_past_it_refused(
    accepted: Json, refused: Json, place: str
) -> None:
    assert places(accepted) == []
    assert places(refused) == [place]


@pytest.mark.parametrize(
    ("each", "missing"),
    [
        ({"type": "box"}, ["layout", "contents"]),
        ({"type": "button"}, ["action"]),
        ({"type": "image"}, ["url"]),
        (
            {
                "type": "box",
                "layout": "vertical",
                "contents": [],
                "background": {"type": "linearGradient"},
            },
            ["background/angle", "background/startColor", "background/endColor"],
        ),
    ],
)
def test_what_a_component_needs_must_be_specified(each: Json, missing: list[str]) -> None:
    assert places(component(each)) == [f"{AT}/{name}" for name in missing]


def test_a_video_needs_something_for_phones_that_cannot_play_it() -> None:
    assert places(hero({"type": "video"})) == ["/hero/url", "/hero/previewUrl", "/hero/altContent"]


def test_thai_nobody_has_sent_weighs_what_the_sdk_would_send() -> None:
    assert json_bytes({"a": "ก"}) == len('{"a": "\\u0e01"}')
