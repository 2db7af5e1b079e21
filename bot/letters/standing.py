"""The letter about deliveries that nobody was there to order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from bot import texts, thai
from bot.cards import GREY, Card, Row, cards
from bot.messages import Message
from models.measure import Amount

# So many days are named; after a long outage the rest are counted.
MOST_DAYS = 7


def origin(facts: Mapping[str, Any]) -> str:
    """A line for an order that nobody placed by hand; nothing for others."""
    number = facts.get("standing")
    return f"{texts.STANDING_FROM.format(number=number)}\n" if number else ""


def missed(facts: Mapping[str, Any], today: date) -> list[Message]:
    """A row for each standing order: its goods, and the days they will not come."""
    by_number = groupby(facts["missed"], key=lambda day: str(day["standing"]))
    rows = [_row(number, list(days), today) for number, days in by_number]
    content = Card(texts.STANDING_MISSED_TITLE, rows, lead=texts.STANDING_MISSED_LEAD, color=GREY)
    return cards([content], content.title)


def _row(number: str, missed: list[Mapping[str, Any]], today: date) -> Row:
    days = [date.fromisoformat(day["day"]) for day in missed]
    shown = [thai.near_day(day, today) for day in days[:MOST_DAYS]]
    if len(days) > MOST_DAYS:
        shown.append(texts.STANDING_MISSED_MORE.format(count=len(days) - MOST_DAYS))
    goods = [f"{g['product']} {thai.amount(Amount(*g['amount']))}" for g in missed[0]["goods"]]
    return Row(number, note="\n".join([" ".join(goods), *shown]), strong=True)
