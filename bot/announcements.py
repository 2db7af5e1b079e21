"""An announcement as LINE messages. Pure."""

from __future__ import annotations

from typing import Any

from bot.cards import Card, card
from bot.messages import Action, Message, say, text


def render(content: dict[str, Any], public_url: str | None) -> list[Message]:
    """content: words; title, picture (a photo's token) and button where they are given.

    button: label with words that are said for the person, or url. What has a title is a card;
    without one a picture stands alone, before the words.
    """
    picture = _address(content.get("picture"), public_url)
    if content.get("title"):
        return [_card(content, picture)]
    shown: list[Message] = [_picture(picture)] if picture else []
    return [*shown, text(content["words"])] if content.get("words") else shown


def _card(content: dict[str, Any], picture: str | None) -> Message:
    made = Card(
        content["title"],
        (),
        lead=content.get("words", ""),
        buttons=[_button(content["button"])] if content.get("button") else (),
        picture=picture,
    )
    return card(made, f"{made.title} {made.lead}")


def _button(button: dict[str, str]) -> Action:
    if "url" in button:
        return {"type": "uri", "label": button["label"], "uri": button["url"]}
    return say(button["label"], button["words"])


def _address(token: str | None, public_url: str | None) -> str | None:
    return f"{public_url}/photos/{token}" if token and public_url else None


def _picture(url: str) -> Message:
    return {"type": "image", "originalContentUrl": url, "previewImageUrl": url}
