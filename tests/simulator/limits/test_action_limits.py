"""Actions, quick replies and templates: each limit at the limit and one past it."""

from __future__ import annotations

import pytest

from simulator.limits import check_messages
from tests.simulator.limits.samples import (
    URL,
    Json,
    Limit,
    clipboard,
    message_action,
    picker,
    places,
    postback,
    quick_reply,
    text,
    uri,
    url_of,
)

QUICK = "messages[0].quickReply.items[0]"
ACTION = f"{QUICK}.action"
# Each of these is one grapheme cluster of several UTF-16 units.
FLAG = "🇹🇭"
KO = "กํ่"


def switch() -> Json:
    return {"type": "richmenuswitch", "label": "สลับ", "richMenuAliasId": "b", "data": "b"}


def bare(kind: str, label: str = "ส่ง") -> Json:
    return {"type": kind, "label": label}


def icon_at(url: str) -> Json:
    return text(
        quickReply={"items": [{"type": "action", "imageUrl": url, "action": message_action()}]}
    )


ACTIONS: list[tuple[Json, Json, str]] = [
    (message_action(FLAG * 20), message_action(FLAG * 21), "label"),
    (message_action(KO * 20), message_action(KO * 21), "label"),
    (message_action("ก"), message_action(""), "label"),
    (message_action("ก"), message_action(None), "label"),
    (message_action(words=FLAG * 300), message_action(words=FLAG * 301), "text"),
    (message_action(words="ก"), message_action(words=""), "text"),
    (postback(data="ก" * 300), postback(data="ก" * 301), "data"),
    (postback(data="🍎" * 150), postback(data="🍎" * 151), "data"),
    (postback(data=""), {"type": "postback", "label": "ก"}, "data"),
    (postback(displayText=FLAG * 300), postback(displayText=FLAG * 301), "displayText"),
    (postback(text="ก" * 300), postback(text="ก" * 301), "text"),
    (postback(inputOption="openVoice"), postback(inputOption="openCamera"), "inputOption"),
    (
        postback(inputOption="openKeyboard", fillInText="ก" * 300),
        postback(inputOption="openKeyboard", fillInText="ก" * 301),
        "fillInText",
    ),
    (
        postback(inputOption="openKeyboard", fillInText="ก"),
        postback(inputOption="closeRichMenu", fillInText="ก"),
        "fillInText",
    ),
    (uri(url_of(1000)), uri(url_of(1001)), "uri"),
    (uri("http://example.com"), uri("ftp://example.com"), "uri"),
    (uri("tel:0812345678"), uri("mailto:a@example.com"), "uri"),
    (uri("line://ti/p/@a"), uri("javascript:alert(1)"), "uri"),
    (uri("https://example.com/?a=%20"), uri("https://example.com/? "), "uri"),
    (
        uri(altUri={"desktop": url_of(1000)}),
        uri(altUri={"desktop": url_of(1001)}),
        "altUri.desktop",
    ),
    (picker("date", initial="1900-01-01"), picker("date", initial="1899-12-31"), "initial"),
    (picker("date", max="2100-12-31"), picker("date", max="2101-01-01"), "max"),
    (picker("date", min="2024-02-29"), picker("date", min="2026-02-29"), "min"),
    (picker("time", max="23:59"), picker("time", max="24:00"), "max"),
    (picker("datetime", min="2026-01-01T06:15"), picker("datetime", min="2026-01-01 06:15"), "min"),
    (picker("datetime", min="2026-01-01t06:15"), picker("datetime", min="2026-01-01"), "min"),
    (picker(), picker("week"), "mode"),
    (
        picker(min="2026-01-01", max="2026-01-02"),
        picker(min="2026-01-02", max="2026-01-02"),
        "max",
    ),
    (
        picker(initial="2026-01-02", max="2026-01-02"),
        picker(initial="2026-01-03", max="2026-01-02"),
        "initial",
    ),
    (clipboard("ก" * 1000), clipboard("ก" * 1001), "clipboardText"),
    (clipboard("ก"), clipboard(""), "clipboardText"),
    (bare("location", "ก" * 20), bare("location", "ก" * 21), "label"),
    (bare("camera"), bare("camera", ""), "label"),
    (bare("cameraRoll"), bare("album"), "type"),
    (message_action(), switch(), "type"),
]


@pytest.mark.parametrize(("accepted", "refused", "name"), ACTIONS)
def test_an_action_at_the_limit_is_accepted_and_one_past_it_refused(
    accepted: Json, refused: Json, name: str
) -> None:
    assert places(quick_reply(accepted)) == []
    assert places(quick_reply(refused)) == [f"{ACTION}.{name}"]


def test_an_action_says_either_text_or_display_text() -> None:
    assert places(quick_reply(postback(text="ก", displayText="ก"))) == [ACTION]


LIMITS: list[Limit] = [
    (
        quick_reply(*[postback()] * 13),
        quick_reply(*[postback()] * 14),
        "messages[0].quickReply.items",
    ),
    (quick_reply(postback()), quick_reply(), "messages[0].quickReply.items"),
    (icon_at(url_of(2000)), icon_at(url_of(2001)), f"{QUICK}.imageUrl"),
    (icon_at(URL), icon_at("http://example.com/a.png"), f"{QUICK}.imageUrl"),
]


@pytest.mark.parametrize(("accepted", "refused", "place"), LIMITS)
def test_the_limit_is_accepted_and_one_past_it_refused(
    accepted: Json, refused: Json, place: str
) -> None:
    assert places(accepted) == []
    assert places(refused) == [place]


def test_a_quick_reply_is_accepted_on_any_message_of_a_call() -> None:
    assert check_messages([quick_reply(message_action()), text()]) == []
