"""A producer group's tomorrow as a card for its chat. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from bot import texts, thai
from bot.cards import Card, Row, cards
from bot.messages import Message
from models.calendar import local_day
from models.measure import THOUSAND, Amount

Facts = dict[str, Any]


def render(group: str, facts: Facts) -> list[Message]:
    """facts: of models.groupday."""
    at, day = datetime.fromisoformat(facts["at"]), date.fromisoformat(facts["day"])
    today = local_day(at)
    rows = [_good(good) for good in facts["goods"]] or [Row(texts.GROUP_DAY_NO_GOODS)]
    if facts["wanted"]:
        rows.append(Row(texts.GROUP_DAY_WANTED, strong=True))
        rows += [_wanted(each, today) for each in facts["wanted"]]
    content = Card(
        texts.GROUP_DAY.format(group=group),
        rows,
        subtitle=texts.GROUP_DAY_SUBTITLE.format(day=thai.near_day(day, today)),
        foot="\n".join(_foot(facts, at)),
    )
    return cards([content], f"{content.title} {content.subtitle}")


def _good(good: Facts) -> Row:
    bring = " · ".join(
        texts.GROUP_DAY_BRINGS.format(name=name, amount=_amount(good, quantity))
        for name, quantity in good["bring"]
    )
    kitchens = texts.GROUP_DAY_KITCHENS.format(kitchens=_kitchens(good))
    total = _amount(good, good["quantity"])
    return Row(good["product"], total, f"{bring}\n{kitchens}", strong=True)


def _wanted(each: Facts, today: date) -> Row:
    first, last = date.fromisoformat(each["day"]), date.fromisoformat(each["until"])
    days = _days(first, last, today)
    note = texts.GROUP_DAY_WANTED_NOTE.format(day=days, kitchens=_kitchens(each))
    return Row(each["product"], _amount(each, each["quantity"]), note)


def _days(first: date, last: date, today: date) -> str:
    if first != last:
        return f"{thai.short_day(first)} – {thai.short_day(last)}"
    near = thai.near_name(first, today) or thai.WEEKDAYS[first.weekday()]
    return f"{near} {thai.short_day(first)}"


def _kitchens(facts: Facts) -> str:
    """Those that let themselves be seen, and how many others."""
    names, others = ", ".join(facts["names"]), facts["kitchens"] - len(facts["names"])
    if not names:
        return texts.COUNT_OF_KITCHENS.format(count=others)
    return texts.AND_OTHER_KITCHENS.format(names=names, count=others) if others else names


def _amount(facts: Facts, quantity: int) -> str:
    return thai.amount(Amount(quantity, facts["measure"], facts["measure"], THOUSAND))


def _foot(facts: Facts, at: datetime) -> Iterator[str]:
    if facts["more"]:
        yield texts.GROUP_DAY_MORE.format(count=facts["more"])
    yield texts.GROUP_DAY_AT.format(at=thai.clock(at))
