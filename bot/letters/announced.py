"""What became of an announcement, for its author. Pure."""

from __future__ import annotations

from datetime import date

from bot import texts
from bot.cards import GREEN, ORANGE, Card, Row, cards
from bot.letters.facts import Facts
from bot.messages import Message, shorten

LONGEST_EXCERPT = 60
TITLES = {"paused": texts.ANNOUNCED_PAUSED, "stopped": texts.ANNOUNCED_STOPPED}
COUNTS = (
    ("sent", texts.ROW_ANNOUNCED),
    ("owed", texts.ROW_ANNOUNCED_TO_GO),
    ("quota", texts.ROW_ANNOUNCED_UNPAID),
    ("failed", texts.ROW_ANNOUNCED_FAILED),
    ("unsure", texts.ROW_ANNOUNCED_UNSURE),
    ("stopped", texts.ROW_ANNOUNCED_NOT_SENT),
    ("unwilling", texts.ROW_UNWILLING),
    ("blocked", texts.ROW_BLOCKED),
)


def announced(facts: Facts, today: date) -> list[Message]:
    title = TITLES.get(facts["state"], texts.ANNOUNCED_TITLE)
    return progress_card(title, facts)


def progress_card(title: str, facts: Facts) -> list[Message]:
    """facts: as models.announcing.progress gives them."""
    short = any(facts[count] for count in ("quota", "failed", "unsure"))
    paused = facts["state"] == "paused"
    content = Card(
        title,
        count_rows(facts),
        subtitle=excerpt(facts["content"]),
        lead=texts.ANNOUNCED_LEAD_PAUSED if paused else "",
        color=ORANGE if short else GREEN,
    )
    return cards([content], f"{title} {content.subtitle}")


def count_rows(facts: Facts) -> list[Row]:
    """How many people, by what became of it for them."""
    return [
        Row(label, texts.PEOPLE.format(count=f"{facts[count]:,}"), strong=count == "sent")
        for count, label in COUNTS
        if facts[count] or count == "sent"
    ]


def excerpt(content: Facts) -> str:
    """What tells one announcement from another."""
    words = " ".join(str(content.get("title") or content.get("words") or "").split())
    return shorten(words, LONGEST_EXCERPT)
