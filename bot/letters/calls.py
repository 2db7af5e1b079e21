"""The cards that tell staff whom to call, and about what. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot import texts, thai
from bot.cards import ORANGE, Card, Row, card, cards
from bot.letters.facts import Facts
from bot.messages import Message, tap
from models.measure import Amount


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


def silent(facts: Facts, today: date) -> list[Message]:
    """Who has let offer after offer lapse.

    facts: name, phone, times and the newest of the offers.
    """
    title = texts.SILENT_TITLE.format(times=facts["times"])
    rows = [
        Row(texts.ROW_NAME, facts["name"] or "-"),
        Row(texts.ROW_PHONE, facts["phone"] or "-", strong=True),
        *(_lapsed(offer, today) for offer in facts["offers"]),
    ]
    content = Card(title, rows, lead=texts.SILENT_LEAD, foot=texts.SILENT_FOOT, color=ORANGE)
    return cards([content], title)


def unheard(facts: Facts, today: date) -> list[Message]:
    """Whom to phone because a letter of promises made for them has failed.

    facts: name, phone, doubtful (it may have arrived), and the offers, each ended or not.
    """
    stands = any(not offer["ended"] for offer in facts["offers"])
    rows = [
        Row(texts.ROW_NAME, facts["name"] or "-"),
        Row(texts.ROW_PHONE, facts["phone"] or "-", strong=True),
        *(_promised(offer, today) for offer in facts["offers"]),
    ]
    lead = texts.UNHEARD_DOUBTFUL if facts["doubtful"] else texts.UNHEARD_LEAD
    foot = texts.UNHEARD_CALL if stands else texts.UNHEARD_CALL_ENDED
    content = Card(texts.UNHEARD_TITLE, rows, lead=lead, foot=foot, color=ORANGE)
    return cards([content], content.title)


def _promised(offer: Facts, today: date) -> Row:
    row = _lapsed(offer, today)
    became = texts.UNHEARD_ENDED if offer["ended"] else texts.UNHEARD_STANDS
    return replace(row, note=f"{row.note}\n{became}")


def _lapsed(offer: Facts, today: date) -> Row:
    day = thai.near_day(date.fromisoformat(offer["day"]), today)
    note = texts.REPLY_FOR.format(buyer=offer["buyer"], order=offer["order"], day=day)
    return Row(offer["product"], thai.amount(Amount(*offer["amount"])), note)
