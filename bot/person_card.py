"""The card that tells staff who wants to be called, and about what. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot import texts
from bot.cards import Card, Row, card
from bot.messages import Message, tap

Facts = Mapping[str, Any]


def wants_person(facts: Facts, today: date) -> list[Message]:
    return [call_card(facts)]


def call_card(facts: Facts) -> Message:
    """facts: call, name, phone, trying and sentence; the last two may be None."""
    name = facts["name"] or "-"
    rows = [Row(texts.ROW_NAME, name), Row(texts.ROW_PHONE, facts["phone"] or "-", strong=True)]
    if facts["trying"]:
        rows.append(Row(texts.ROW_TRYING, facts["trying"]))
    if facts["sentence"]:
        rows.append(Row(texts.CALL_SENTENCE, "", f"“{facts['sentence']}”"))
    taking = tap(
        texts.TAKE_CALL, {"do": "take_call", "c": str(facts["call"])}, f"{texts.TAKE_CALL} {name}"
    )
    return card(Card(texts.CALL_TITLE, rows, foot=texts.CALL_FOOT, buttons=[taking]))
