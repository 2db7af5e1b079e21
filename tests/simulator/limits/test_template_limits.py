"""Template messages: each limit at the limit and one past it."""

from __future__ import annotations

import pytest

from tests.simulator.limits.samples import (
    URL,
    Json,
    Limit,
    button,
    buttons,
    carousel,
    column,
    component,
    confirm,
    image_carousel,
    places,
    postback,
    uri,
    url_of,
)

# One grapheme cluster of four UTF-16 units.
FLAG = "🇹🇭"
CAMERA = {"type": "camera", "label": "ถ่ายรูป"}

LIMITS: list[Limit] = [
    (buttons(*[postback()] * 4), buttons(*[postback()] * 5), "template/actions"),
    (buttons(postback("ก" * 20)), buttons(postback("ก" * 21)), "template/actions/0/label"),
    (buttons(postback()), buttons(postback(None)), "template/actions/0/label"),
    (buttons(postback()), buttons(CAMERA), "template/actions/0/type"),
    (buttons(text=FLAG * 160), buttons(text=FLAG * 161), "template/text"),
    (buttons(text="ก" * 60, title="ก"), buttons(text="ก" * 61, title="ก"), "template/text"),
    (
        buttons(text="ก" * 60, thumbnailImageUrl=URL),
        buttons(text="ก" * 61, thumbnailImageUrl=URL),
        "template/text",
    ),
    (buttons(text="ก"), buttons(text=""), "template/text"),
    (buttons(title=FLAG * 40), buttons(title=FLAG * 41), "template/title"),
    (buttons(imageSize="contain"), buttons(imageSize="fill"), "template/imageSize"),
    (
        buttons(imageAspectRatio="square"),
        buttons(imageAspectRatio="1:1"),
        "template/imageAspectRatio",
    ),
    (
        buttons(imageBackgroundColor="#FFFFFF"),
        buttons(imageBackgroundColor="#FFF"),
        "template/imageBackgroundColor",
    ),
    (
        buttons(thumbnailImageUrl=url_of(2000)),
        buttons(thumbnailImageUrl=url_of(2001)),
        "template/thumbnailImageUrl",
    ),
    (
        buttons(defaultAction=uri()),
        buttons(defaultAction={"type": "uri", "uri": URL, "label": ""}),
        "template/defaultAction/label",
    ),
    (confirm(), confirm(postback()), "template/actions"),
    (confirm(), confirm(*[postback()] * 3), "template/actions"),
    (confirm(words=FLAG * 240), confirm(words=FLAG * 241), "template/text"),
    (carousel(*[column()] * 10), carousel(*[column()] * 11), "template/columns"),
    (
        carousel(column(*[postback()] * 3)),
        carousel(column(*[postback()] * 4)),
        "template/columns/0/actions",
    ),
    (
        carousel(column(), column()),
        carousel(column(), column(postback(), postback())),
        "template/columns",
    ),
    (
        carousel(column(title="ก"), column(title="ข")),
        carousel(column(title="ก"), column()),
        "template/columns",
    ),
    (
        carousel(column(thumbnailImageUrl=URL), column(thumbnailImageUrl=URL)),
        carousel(column(), column(thumbnailImageUrl=URL)),
        "template/columns",
    ),
    (
        carousel(column(text=FLAG * 120)),
        carousel(column(text=FLAG * 121)),
        "template/columns/0/text",
    ),
    (
        carousel(column(text="ก" * 60, title="ก")),
        carousel(column(text="ก" * 61, title="ก")),
        "template/columns/0/text",
    ),
    (
        carousel(column(), column(title=None)),
        carousel(column(title="ก" * 41)),
        "template/columns/0/title",
    ),
    (image_carousel(*[postback()] * 10), image_carousel(*[postback()] * 11), "template/columns"),
    (
        image_carousel(postback(FLAG * 12)),
        image_carousel(postback(FLAG * 13)),
        "template/columns/0/action/label",
    ),
    (
        image_carousel(postback(None)),
        image_carousel({"type": "postback"}),
        "template/columns/0/action/data",
    ),
    (
        component(button(postback("ก" * 40))),
        component(button(postback("ก" * 41))),
        "/body/contents/0/action/label",
    ),
]


@pytest.mark.parametrize(("accepted", "refused", "place"), LIMITS)
def test_the_limit_is_accepted_and_one_past_it_refused(
    accepted: Json, refused: Json, place: str
) -> None:
    assert places(accepted) == []
    assert places(refused) == [place]


def test_an_alternative_text_has_1500_units_at_most() -> None:
    assert places({**buttons(), "altText": "ก" * 1500}) == []
    assert places({**buttons(), "altText": "ก" * 1501}) == ["messages[0].altText"]


def test_a_template_of_an_unknown_type_is_refused() -> None:
    message = {"type": "template", "altText": "ก", "template": {"type": "list"}}
    assert places(message) == ["template/type"]
