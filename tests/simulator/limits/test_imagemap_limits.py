"""Imagemaps: each limit at the limit and one past it."""

from __future__ import annotations

import pytest

from tests.simulator.limits.samples import URL, Json, Limit, imagemap, places, url_of


def area(**more: int) -> Json:
    return {"x": 0, "y": 0, "width": 10, "height": 10, **more}


def tap(kind: str = "message", where: Json | None = None, **more: str) -> Json:
    own = {"message": {"text": "ก"}, "uri": {"linkUri": URL}, "clipboard": {"clipboardText": "ก"}}
    return imagemap(actions=[{"type": kind, "area": where or area(), **own[kind], **more}])


def clip(**more: object) -> Json:
    film = {"originalContentUrl": URL, "previewImageUrl": URL, "area": area(), **more}
    return imagemap(video=film)


LIMITS: list[Limit] = [
    (imagemap(altText="ก" * 1500), imagemap(altText="ก" * 1501), "messages[0].altText"),
    (imagemap(baseUrl=url_of(2000)), imagemap(baseUrl=url_of(2001)), "messages[0].baseUrl"),
    (
        imagemap(baseSize={"width": 1040, "height": 520}),
        imagemap(baseSize={"width": 1041, "height": 520}),
        "messages[0].baseSize.width",
    ),
    (
        imagemap(actions=[{"type": "message", "text": "ก", "area": area()}] * 50),
        imagemap(actions=[{"type": "message", "text": "ก", "area": area()}] * 51),
        "messages[0].actions",
    ),
    (tap(), imagemap(actions=[]), "messages[0].actions"),
    (tap(text="ก" * 400), tap(text="ก" * 401), "messages[0].actions[0].text"),
    (tap(label="ก" * 100), tap(label="ก" * 101), "messages[0].actions[0].label"),
    (
        tap("uri", linkUri=url_of(1000)),
        tap("uri", linkUri=url_of(1001)),
        "messages[0].actions[0].linkUri",
    ),
    (
        tap("clipboard", clipboardText="ก" * 1000),
        tap("clipboard", clipboardText="ก" * 1001),
        "messages[0].actions[0].clipboardText",
    ),
    (
        tap(where=area(x=1030)),
        tap(where=area(x=1031)),
        "messages[0].actions[0].area.width",
    ),
    (
        clip(externalLink={"linkUri": URL, "label": "ก" * 30}),
        clip(externalLink={"linkUri": URL, "label": "ก" * 31}),
        "messages[0].video.externalLink.label",
    ),
    (clip(), clip(area=area(y=1031)), "messages[0].video.area.height"),
]


@pytest.mark.parametrize(("accepted", "refused", "place"), LIMITS)
def test_the_limit_is_accepted_and_one_past_it_refused(
    accepted: Json, refused: Json, place: str
) -> None:
    assert places(accepted) == []
    assert places(refused) == [place]
