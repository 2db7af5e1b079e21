"""What a kitchen hears of its standing orders that others did: a colleague, or a holiday. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot import texts, thai
from bot.letters.facts import Facts
from bot.messages import Message, say, shorten, text
from bot.recurring import span, until
from models.measure import Amount
from models.recurrence import Rule

# A text holds 5,000 characters (Messaging API reference, "Text message"); this is half of it.
MOST_DAYS, MOST_NAMED, MOST_ORDERS, SHORT = 7, 12, 10, 100
HEADS = {
    "paused": texts.COLLEAGUE_PAUSED,
    "resumed": texts.COLLEAGUE_RESUMED,
    "changed": texts.COLLEAGUE_CHANGED,
    "ended": texts.COLLEAGUE_ENDED,
}
ORDERS = {
    "paused": texts.STANDING_CANCELLED_WITH,
    "resumed": texts.STANDING_STAYS_CANCELLED,
    "changed": texts.STANDING_MADE_STAY,
    "ended": texts.COLLEAGUE_STILL_COMES,
}


def by_colleague(facts: Facts, today: date) -> list[Message]:
    """facts: by, did, the standing orders as they are now; days of a rest, was before a change,
    orders that were cancelled or stay.
    """
    did = facts["did"]
    days = _span(facts["days"]) if did == "paused" else ""
    said = [HEADS[did].format(name=facts["by"] or texts.COLLEAGUE, days=days)]
    if did == "changed":
        said.append(texts.STANDING_WAS.format(goods=_goods(facts["was"]), when=_when(facts["was"])))
    said += _named(facts["standing"])
    if facts.get("orders"):
        said.append(ORDERS[did].format(orders=_orders(facts["orders"])))
    choices = [say(texts.STANDING_MENU)]
    return [text("\n".join(said), [say(texts.STANDING_RESUME), *choices] if days else choices)]


def _span(days: Sequence[str | None]) -> str:
    first, last = (date.fromisoformat(day) if day else None for day in days)
    return span(first, last) if first else ""


def _named(standings: Sequence[Facts]) -> list[str]:
    shown = [f"{s['number']} {_short(s)} {_when(s)} {s['place']}" for s in standings[:MOST_NAMED]]
    more = len(standings) - MOST_NAMED
    return [*shown, texts.STANDING_MORE.format(count=more)] if more > 0 else shown


def _goods(standing: Facts) -> str:
    return " ".join(
        f"{g['product']} {thai.amount(Amount(*g['amount']))}" for g in standing["goods"]
    )


def _short(standing: Facts) -> str:
    return shorten(_goods(standing), SHORT)


def _when(standing: Facts) -> str:
    last = date.fromisoformat(standing["last"]) if standing["last"] else None
    return until(Rule.read(standing["rule"]), last)


def _orders(orders: Sequence[Facts]) -> str:
    shown = [
        texts.STANDING_MADE_ORDER.format(
            number=order["order"], day=thai.short_day(date.fromisoformat(order["day"]))
        )
        for order in orders[:MOST_ORDERS]
    ]
    if len(orders) > MOST_ORDERS:
        shown.append(texts.STANDING_MORE_ORDERS.format(count=len(orders) - MOST_ORDERS))
    return ", ".join(shown)


def holiday(facts: Facts, today: date) -> list[Message]:
    """facts: name, first, last, closed (or open again), the standing orders with their days and
    made orders.
    """
    days = span(date.fromisoformat(facts["first"]), date.fromisoformat(facts["last"]))
    head = texts.HOLIDAY_CLOSES if facts["closed"] else texts.HOLIDAY_OPENS
    said = [head.format(days=days, name=facts["name"])]
    resting = [standing for standing in facts["standing"] if standing["days"]]
    said += [_coming(standing) for standing in resting[:MOST_NAMED]]
    if facts["closed"] and resting:
        said.append(_how_to_keep(resting[0]))
    if facts["closed"]:
        said += _made(
            [order for standing in facts["standing"] for order in standing["made"]], today
        )
    return [text("\n".join(said), [say(texts.STANDING_MENU)])]


def _coming(standing: Facts) -> str:
    days = [thai.short_day(date.fromisoformat(day)) for day in standing["days"]]
    more = len(days) - MOST_DAYS
    shown = [*days[:MOST_DAYS], texts.STANDING_MISSED_MORE.format(count=more)] if more > 0 else days
    listed = ", ".join(shown)
    return f"{standing['number']} {_short(standing)}: {listed}"


def _how_to_keep(standing: Facts) -> str:
    """Words that order what falls out, to be typed as they stand."""
    day = thai.short_day(date.fromisoformat(standing["days"][0]))
    return texts.HOLIDAY_KEEP.format(words=f"{_goods(standing)} {day}")


def _made(orders: Sequence[Facts], today: date) -> list[str]:
    """Those that may be cancelled, and those that are final."""
    free = [order for order in orders if order["until"]]
    final = [order for order in orders if not order["until"]]
    said = []
    if free:
        until_when = thai.moment(min(datetime.fromisoformat(o["until"]) for o in free), today)
        words = texts.HOLIDAY_STILL_COMES
        said.append(words.format(orders=_orders(free), one=free[0]["order"], until=until_when))
    if final:
        said.append(texts.HOLIDAY_FINAL.format(orders=_orders(final)))
    return said
