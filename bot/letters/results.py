"""What became of an order: what is coming, from whom, and what is short. Pure."""

from __future__ import annotations

from datetime import date, datetime

from bot import texts, thai
from bot.cards import GREEN, ORANGE, Card, Row, cards
from bot.letters.facts import Facts, delivery, got_of, price
from bot.letters.proposals import proposed, taken
from bot.letters.standing import origin
from bot.messages import Action, Message, say, tap, with_choices
from bot.sources import with_substitutes
from models.measure import Amount


def order_result(facts: Facts, today: date) -> list[Message]:
    title = texts.RESULT_TITLE if facts["first"] else texts.RESULT_NEWS_TITLE
    rows = [_result_row(line, facts, today) for line in facts["lines"]]
    total = sum(part["total"] for line in facts["lines"] for part in line["parts"])
    if total:
        rows.append(Row(texts.ROW_TOTAL, thai.baht(total), strong=True))
    content = Card(
        title.format(number=facts["order"]),
        rows,
        subtitle=origin(facts) + delivery(facts, today),
        lead=_verdict(facts, today),
        color=ORANGE if any(_missing(line) for line in facts["lines"]) else GREEN,
        buttons=_why(facts),
    )
    shown = cards([content], f"{content.title} {content.subtitle}")
    return [*shown[:-1], with_choices(shown[-1], [say(texts.MENU_ORDERS), say(texts.MENU_BUY)])]


def _why(facts: Facts) -> list[Action]:
    """To be asked where something is short."""
    if not any(_missing(line) for line in facts["lines"]):
        return []
    label = texts.WHY_OF_ORDER.format(number=facts["order"])
    return [tap(label, {"go": "why", "order": str(facts["order_id"])})]


def _verdict(facts: Facts, today: date) -> str:
    cut_off = thai.moment(datetime.fromisoformat(facts["cut_off"]), today)
    if not any(_missing(line) for line in facts["lines"]):
        return texts.RESULT_FULL
    comes = any(line["parts"] for line in facts["lines"])
    if not facts.get("open", True):
        return texts.RESULT_PART_CLOSED if comes else texts.RESULT_NONE_CLOSED
    return (texts.RESULT_PART if comes else texts.RESULT_NONE).format(cut_off=cut_off)


def _result_row(line: Facts, facts: Facts, today: date) -> Row:
    parts = with_substitutes(
        [
            (part.get("instead"), (part["group"], Amount(*part["amount"]), price(part)))
            for part in line["parts"]
        ],
        line["product"],
    )
    if _missing(line):
        parts.append(texts.SHORT.format(amount=thai.amount(Amount(*line["missing"]))))
        if line.get("cut_off", facts["cut_off"]) != facts["cut_off"]:
            cut_off = thai.moment(datetime.fromisoformat(line["cut_off"]), today)
            words = texts.STILL_LOOKED_FOR if line.get("open", True) else texts.CLOSED_AT
            parts.append(words.format(cut_off=cut_off))
    proposal = facts.get("proposals", {}).get(str(line["line"]))
    parts += proposed(proposal, line) if proposal else []
    return Row(
        line["product"],
        got_of(Amount(*line["promised"]), Amount(*line["asked"])),
        "\n".join(parts),
        strong=True,
        buttons=(taken(proposal, line),) if proposal else (),
    )


def _missing(line: Facts) -> int:
    return int(line["missing"][0])
