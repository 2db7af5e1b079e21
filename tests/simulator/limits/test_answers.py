"""What the checks answer: LINE's words, LINE's places, and never an exception."""

from __future__ import annotations

import pytest

from simulator.limits import check_messages, check_rich_menu, error_body
from simulator.limits.counting import deeper_than, grapheme_clusters, utf16_units
from tests.simulator.limits.samples import (
    Json,
    box,
    bubble,
    buttons,
    component,
    flex,
    picture,
    quick_reply,
    text,
    words,
)


def said(messages: object) -> list[tuple[str, str]]:
    return [(each.property, each.message) for each in check_messages(messages)]


@pytest.mark.parametrize(
    ("messages", "property", "message"),
    [
        ([text("")], "messages[0].text", "May not be empty"),
        ([text("ก" * 5001)], "messages[0].text", "Length must be between 0 and 5000"),
        ([text()] * 6, "messages", "Size must be between 1 and 5"),
        ([], "messages", "Size must be between 1 and 5"),
        (
            [quick_reply({"type": "message", "label": "ก"})],
            "messages[0].quickReply.items[0].action.text",
            "must be specified",
        ),
        (
            [buttons(title="ก" * 41)],
            "template/title",
            "must not be longer than 40 characters",
        ),
        ([flex(bubble(styles={"type": "a"}))], "/styles/type", "unknown field"),
        ([component(words(""))], "/body/contents/0/text", "must be non-empty text"),
        ([component(picture(url="http://a.com"))], "/body/contents/0/url", "invalid uri scheme"),
        ([component({"type": "spacer"})], "/body/contents/0", "invalid property"),
    ],
)
def test_problems_are_told_in_lines_words(messages: object, property: str, message: str) -> None:
    assert said(messages) == [(property, message)]


def test_an_unknown_type_of_message_is_told_which_there_are() -> None:
    [(place, message)] = said([text(), {"type": "gif"}])
    assert place == "messages[1].type"
    assert message.startswith("Must be one of the following values: [text, textV2, sticker, image")


def test_the_name_of_the_array_can_be_given() -> None:
    [problem] = check_messages([text("")], where="body.messages")
    assert problem.property == "body.messages[0].text"


def test_five_messages_are_accepted() -> None:
    assert check_messages([text()] * 5) == []


def test_the_error_counts_and_lists_the_problems() -> None:
    body = error_body(check_messages([text(""), text(quickReply={"items": []})]))
    assert body == {
        "message": "The request body has 2 error(s)",
        "details": [
            {"message": "May not be empty", "property": "messages[0].text"},
            {
                "message": "Size must be between 1 and 13",
                "property": "messages[1].quickReply.items",
            },
        ],
    }


def test_the_error_of_a_flex_message_names_the_message() -> None:
    body = error_body(check_messages([text(), component(words("")), component(words(""))]))
    assert body == {
        "message": "A message (messages[1])\u00a0in the request body is invalid",
        "details": [{"message": "must be non-empty text", "property": "/body/contents/0/text"}],
    }


@pytest.mark.parametrize(
    ("counted", "units", "clusters"),
    [("น้ำ", 3, 1), ("ผักบุ้ง", 7, 4), ("🍎", 2, 1), ("🇹🇭", 4, 1), ("👨‍🌾", 5, 1), ("\ud800", 1, 1)],
)
def test_lengths_are_counted_as_line_counts_them(counted: str, units: int, clusters: int) -> None:
    assert utf16_units(counted) == units
    assert grapheme_clusters(counted) == clusters


def nested(levels: int) -> Json:
    inner = box()
    for _ in range(levels):
        inner = box(inner)
    return component(inner)


def test_boxes_too_deep_for_any_phone_are_refused_not_raised() -> None:
    assert check_messages([nested(20)]) == []
    assert check_messages([nested(2000)]) != []
    assert check_rich_menu(nested(2000)) != []


def test_depth_is_measured_in_objects_and_arrays() -> None:
    assert not deeper_than([[1]], 2)
    assert deeper_than([[1]], 1)
