"""Messages without templates or Flex: each limit at the limit and one past it."""

from __future__ import annotations

import pytest

from simulator.limits import check_messages
from tests.simulator.limits.samples import URL, Json, Limit, places, text, url_of


def emoji(index: int) -> Json:
    return {"index": index, "productId": "5ac1bfd5040ab15980c9b435", "emojiId": "001"}


def v2(words: str, **substitution: Json) -> Json:
    return {"type": "textV2", "text": words, "substitution": substitution}


def some_emoji() -> Json:
    return {"type": "emoji", "productId": "5a8555cfe6256cc92ea23c2a", "emojiId": "002"}


def mention(user_id: str = "U" + "0" * 32) -> Json:
    return {"type": "mention", "mentionee": {"type": "user", "userId": user_id}}


def sticker(**more: str) -> Json:
    return {"type": "sticker", "packageId": "446", "stickerId": "1988", **more}


def image(original: str = URL, preview: str = URL) -> Json:
    return {"type": "image", "originalContentUrl": original, "previewImageUrl": preview}


def film(**more: str) -> Json:
    return {**image(), "type": "video", **more}


def sound(duration: object = 60_000, url: str = URL) -> Json:
    return {"type": "audio", "originalContentUrl": url, "duration": duration}


def place(**more: object) -> Json:
    where = {"title": "วังน้ำวน", "address": "พัทลุง", "latitude": 7.6, "longitude": 100}
    return {"type": "location", **where, **more}


def sender(**more: str) -> Json:
    return text(sender=more)


def many_words(count: int) -> Json:
    return v2("{a}" * count, a=some_emoji())


LIMITS: list[Limit] = [
    (text("ก" * 5000), text("ก" * 5001), "messages[0].text"),
    (text("🍎" * 2500), text("🍎" * 2500 + "ก"), "messages[0].text"),
    (text("ก"), text(""), "messages[0].text"),
    (text(" ก"), text(" \n"), "messages[0].text"),
    (text(quoteToken="q"), text(quoteToken=""), "messages[0].quoteToken"),
    (text("$", emojis=[emoji(0)]), text("$", emojis=[emoji(1)]), "messages[0].emojis[0].index"),
    (
        text("🍎$", emojis=[emoji(2)]),
        text("🍎$", emojis=[emoji(1)]),
        "messages[0].emojis[0].index",
    ),
    (
        text("$" * 21, emojis=[emoji(i) for i in range(20)]),
        text("$" * 21, emojis=[emoji(i) for i in range(21)]),
        "messages[0].emojis",
    ),
    (
        text("$$", emojis=[emoji(0), emoji(1)]),
        text("$$", emojis=[emoji(0), emoji(0)]),
        "messages[0].emojis[1].index",
    ),
    (v2("ก" * 5000), v2("ก" * 5001), "messages[0].text"),
    (v2("{{a}}"), v2("{a}"), "messages[0].text"),
    (v2("{a}", a=some_emoji()), v2("{a", a=some_emoji()), "messages[0].text"),
    (v2("{a}{{", a=mention()), v2("{a}}", a=mention()), "messages[0].text"),
    (many_words(20), many_words(21), "messages[0].substitution"),
    (
        v2("ก", **{"a" * 20: some_emoji()}),
        v2("ก", **{"a" * 21: some_emoji()}),
        "messages[0].substitution." + "a" * 21,
    ),
    (
        v2("ก", **{f"a{i}": some_emoji() for i in range(100)}),
        v2("ก", **{f"a{i}": some_emoji() for i in range(101)}),
        "messages[0].substitution",
    ),
    (
        v2("{a}", a={"type": "mention", "mentionee": {"type": "all"}}),
        v2("{a}", a={"type": "mention", "mentionee": {"type": "some"}}),
        "messages[0].substitution.a.mentionee.type",
    ),
    (sticker(), sticker(stickerId="แมว"), "messages[0].stickerId"),
    (sticker(quoteToken="q"), sticker(packageId=""), "messages[0].packageId"),
    (image(url_of(2000)), image(url_of(2001)), "messages[0].originalContentUrl"),
    (image(preview=url_of(2000)), image(preview=url_of(2001)), "messages[0].previewImageUrl"),
    (
        image("https://example.com/%E0%B8%81"),
        image("https://example.com/ก"),
        "messages[0].originalContentUrl",
    ),
    (image(), image("http://example.com/a.jpg"), "messages[0].originalContentUrl"),
    (image(), image("https:///a.jpg"), "messages[0].originalContentUrl"),
    (film(trackingId="a" * 100), film(trackingId="a" * 101), "messages[0].trackingId"),
    (film(trackingId="a-1"), film(trackingId="a b"), "messages[0].trackingId"),
    (sound(1), sound(0), "messages[0].duration"),
    (sound(2), sound(2.5), "messages[0].duration"),
    (sound(url=url_of(2000)), sound(url=url_of(2001)), "messages[0].originalContentUrl"),
    (place(title="ก" * 100), place(title="ก" * 101), "messages[0].title"),
    (place(address="ก" * 100), place(address="ก" * 101), "messages[0].address"),
    (place(latitude=90), place(latitude=90.1), "messages[0].latitude"),
    (place(longitude=-180), place(longitude=-180.1), "messages[0].longitude"),
    (place(), place(latitude=float("nan")), "messages[0].latitude"),
    (sender(name="ก" * 20), sender(name="ก" * 21), "messages[0].sender.name"),
    (sender(name="Line up"), sender(name="LINE"), "messages[0].sender.name"),
    (sender(iconUrl=url_of(2000)), sender(iconUrl=url_of(2001)), "messages[0].sender.iconUrl"),
]


@pytest.mark.parametrize(("accepted", "refused", "place"), LIMITS)
def test_the_limit_is_accepted_and_one_past_it_refused(
    accepted: Json, refused: Json, place: str
) -> None:
    assert places(accepted) == []
    assert places(refused) == [place]


@pytest.mark.parametrize(
    ("message", "missing"),
    [
        ({"type": "text"}, ["text"]),
        ({"type": "textV2"}, ["text"]),
        ({"type": "sticker"}, ["packageId", "stickerId"]),
        ({"type": "image"}, ["originalContentUrl", "previewImageUrl"]),
        ({"type": "video"}, ["originalContentUrl", "previewImageUrl"]),
        ({"type": "audio"}, ["originalContentUrl", "duration"]),
        ({"type": "location"}, ["title", "address", "latitude", "longitude"]),
        ({"type": "imagemap"}, ["baseUrl", "altText", "baseSize", "actions"]),
        ({"type": "template"}, ["altText", "template"]),
        ({"type": "flex"}, ["altText", "contents"]),
    ],
)
def test_what_a_message_needs_may_not_be_empty(message: Json, missing: list[str]) -> None:
    problems = check_messages([message])
    assert [each.property for each in problems] == [f"messages[0].{name}" for name in missing]
    assert {each.message for each in problems} == {"May not be empty"}


def test_null_outside_flex_counts_as_not_given() -> None:
    assert places(text(quickReply=None, sender=None)) == []
    assert places(text(None)) == ["messages[0].text"]  # type: ignore[arg-type]


def test_properties_line_does_not_know_are_ignored_outside_flex() -> None:
    assert places(text(colour="red")) == []
