"""Who applies, as staff read it, and what was decided, as the newcomer reads it. Pure."""

from __future__ import annotations

from datetime import date

from bot import texts
from bot.cards import Card, Row, card
from bot.letters.facts import Facts
from bot.messages import Message, say, tap, text


def newcomer(facts: Facts, today: date) -> list[Message]:
    return [newcomer_card(facts)]


def newcomer_card(facts: Facts) -> Message:
    role = texts.ROLE_PRODUCER if facts["role"] == "producer" else texts.ROLE_BUYER
    kind = {**texts.BUYER_KINDS, **texts.WORK_KINDS}.get(facts.get("kind") or "", "")
    rows = [
        Row(texts.ROW_NAME, facts["name"] or "-"),
        Row(texts.ROW_ROLE, role),
        Row(texts.ROW_BELONGS, facts["belongs_to"] or "-", kind),
        Row(texts.ROW_PHONE, facts["phone"] or "-"),
    ]
    about = {"m": str(facts["member"]), "n": str(facts["application"])}
    buttons = [
        tap(texts.APPROVE, {"do": "approve", **about}, f"{texts.APPROVE} {facts['name']}"),
        tap(texts.REFUSE, {"do": "refuse", **about}, f"{texts.REFUSE} {facts['name']}"),
    ]
    return card(Card(texts.NEWCOMER, rows, buttons=buttons))


def approved(facts: Facts, today: date) -> list[Message]:
    sells = facts["role"] == "producer"
    how = texts.HELP_SELL if sells else texts.HELP_BUY
    menu = (texts.MENU_SELL,) if sells else (texts.MENU_BUY, texts.MENU_AVAILABLE)
    return [
        text(f"{texts.APPROVED.format(name=facts['name'])}\n\n{how}", [say(word) for word in menu])
    ]


def refused(facts: Facts, today: date) -> list[Message]:
    return [text(texts.REFUSED.format(name=facts["name"]))]
