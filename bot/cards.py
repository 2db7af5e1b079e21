"""Flex cards that read well on a 360 px phone (Messaging API reference, 'Flex Message')."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot import texts, thai
from bot.messages import Action, Message, shorten, text

Component = dict[str, Any]

GREEN = "#1B7F4B"
ORANGE = "#B85C00"
GREY = "#5F6B66"
INK = "#1F2A25"
LINE_COLOR = "#E3E8E5"
PALE = "#F3F8F5"
ALT_TEXT = 400
MOST_BUBBLES = 12
# A carousel may hold 50 KB, a bubble 30 (Messaging API reference, "Flex Message"); the rest is
# their wrapping.
MOST_BYTES = 48_000
MOST_BUBBLE_BYTES = 28_000
# Of the five messages of a call: others may be said with them.
MOST_PAGES = 3


@dataclass(frozen=True, slots=True)
class Row:
    """label on the left, value on the right; note in small print below; buttons under it."""

    label: str
    value: str = ""
    note: str = ""
    strong: bool = False
    buttons: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    rows: Sequence[Row]
    subtitle: str = ""
    lead: str = ""
    foot: str = ""
    buttons: Sequence[Action] = ()
    color: str = GREEN
    picture: str | None = None


def day_row(label: str, value: date, today: date) -> Row:
    """A day as two short lines: พรุ่งนี้ and วันพุธ 25 พ.ย. 2569, or วันเสาร์ and 28 พ.ย. 2569."""
    if near := thai.near_name(value, today):
        return Row(label, near, thai.full_day(value))
    return Row(label, thai.weekday(value), thai.long_day(value))


def card(content: Card, alt: str | None = None) -> Message:
    return _flex(bubble(content), alt or f"{content.title} {content.subtitle}")


def cards(contents: Sequence[Card], alt: str) -> list[Message]:
    """One card alone, or carousels: as many as LINE's limits of bubbles and bytes ask for."""
    pages: list[list[Component]] = [[]]
    for made in (bubble(part) for content in contents for part in divided(content)):
        if len(pages[-1]) == MOST_BUBBLES or _size([*pages[-1], made]) > MOST_BYTES:
            pages.append([])
        pages[-1].append(made)
    shown = [_page(bubbles, alt) for bubbles in pages[:MOST_PAGES] if bubbles]
    if left := sum(map(len, pages[MOST_PAGES:])):
        shown.append(text(texts.MORE_CARDS.format(count=left)))
    return shown


def divided(content: Card) -> list[Card]:
    """The card, or several that continue each other when its rows do not fit into one bubble."""
    if len(content.rows) < 2 or _size([bubble(content)]) <= MOST_BUBBLE_BYTES:
        return [content]
    half = len(content.rows) // 2
    first = replace(content, rows=content.rows[:half], foot="", buttons=())
    title = content.title.removesuffix(texts.CONTINUED) + texts.CONTINUED
    rest = replace(content, rows=content.rows[half:], title=title, lead="", picture=None)
    return [*divided(first), *divided(rest)]


def _page(bubbles: list[Component], alt: str) -> Message:
    alone = len(bubbles) == 1
    return _flex(bubbles[0] if alone else {"type": "carousel", "contents": bubbles}, alt)


def _size(bubbles: list[Component]) -> int:
    """Bytes as line-bot-sdk sends them: Thai as \\u escapes, twice its UTF-8 size."""
    return len(json.dumps(bubbles))


def bubble(content: Card) -> Component:
    made: Component = {
        "type": "bubble",
        "size": "mega",
        "header": _header(content),
        "body": _body(content),
    }
    if content.picture:
        made["hero"] = _picture(content.picture)
    if content.buttons:
        made["footer"] = _footer(content)
    return made


def _flex(contents: Component, alt: str) -> Message:
    return {"type": "flex", "altText": shorten(alt.strip(), ALT_TEXT), "contents": contents}


def _header(content: Card) -> Component:
    words = [_text(content.title, size="lg", weight="bold", color="#FFFFFF", wrap=True)]
    if content.subtitle:
        words.append(_text(content.subtitle, size="sm", color="#FFFFFF", wrap=True))
    return _box(words, backgroundColor=content.color, paddingAll="14px", spacing="xs")


def _picture(url: str) -> Component:
    return {
        "type": "image",
        "url": url,
        "size": "full",
        "aspectRatio": "20:13",
        "aspectMode": "cover",
    }


def _body(content: Card) -> Component:
    parts: list[Component] = []
    if content.lead:
        parts.append(_text(content.lead, size="md", color=INK, wrap=True))
    for number, row in enumerate(content.rows):
        if number or content.lead:
            parts.append({"type": "separator", "margin": "md", "color": LINE_COLOR})
        parts.append(_row(row))
    if content.foot:
        parts.append(_text(content.foot, size="sm", color=GREY, wrap=True, margin="lg"))
    return _box(parts or [_text("–", color=GREY)], paddingAll="14px")


def _row(row: Row) -> Component:
    weight = "bold" if row.strong else "regular"
    words = [_text(row.label, size="md", color=INK, weight=weight, wrap=True, flex=5)]
    if row.value:
        words.append(
            _text(row.value, size="md", color=INK, weight=weight, wrap=True, align="end", flex=6)
        )
    line = {"type": "box", "layout": "horizontal", "contents": words, "spacing": "md"}
    parts: list[Component] = [line]
    if row.note:
        parts.append(_text(row.note, size="sm", color=GREY, wrap=True))
    if row.buttons:
        parts.append(_small_buttons(row.buttons))
    return _box(parts, margin="md", spacing="xs")


def _small_buttons(actions: Sequence[Action]) -> Component:
    buttons = [
        {"type": "button", "style": "link", "height": "sm", "color": GREEN, "action": action}
        for action in actions
    ]
    return {"type": "box", "layout": "horizontal", "contents": buttons, "spacing": "sm"}


def _footer(content: Card) -> Component:
    first, *others = content.buttons
    buttons: list[Component] = [
        {"type": "button", "style": "primary", "height": "sm", "color": content.color,
         "action": first}
    ]  # fmt: skip
    buttons += [
        {"type": "button", "style": "secondary", "height": "sm", "action": action}
        for action in others
    ]
    return _box(buttons, spacing="sm", paddingAll="12px")


def _box(contents: Sequence[Component], **style: str) -> Component:
    return {"type": "box", "layout": "vertical", "contents": list(contents), **style}


def _text(words: str, **style: Any) -> Component:
    return {"type": "text", "text": words, **style}
