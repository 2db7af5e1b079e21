"""Standing orders: what was made was due, wanted at that moment, in time, and made once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from models.audit.ledger import Ledger
from models.holidays import is_holiday
from models.outbox import Letter
from models.standing.days import StandingDay
from models.standing.making import MADE_AHEAD
from models.standing.terms import Terms


def standing_days_are_decided_once(ledger: Ledger) -> Iterator[str]:
    """At most one decision for each day, and each order made by one of them at most."""
    days = Counter((day.standing_id, day.delivery_day) for day in ledger.standing_days)
    orders = Counter(day.order_id for day in ledger.standing_days if day.order_id is not None)
    yield from (
        f"standing order {standing} decided {day} {n} times"
        for (standing, day), n in days.items()
        if n > 1
    )
    yield from (f"order {order} was made {n} times" for order, n in orders.items() if n > 1)


def standing_days_are_due(ledger: Ledger) -> Iterator[str]:
    """Made or missed is only a day of the terms of that moment, of a standing order then live."""
    for day in ledger.standing_days:
        if not Terms.from_json(day.terms).is_due(day.delivery_day, ()):
            yield f"standing day {day.id} is no day of its terms {day.terms}"
        ended = day.standing.ended_at
        if day.decided_at < day.standing.begun_at or (ended and day.decided_at > ended):
            yield f"standing day {day.id} was decided when standing order {day.standing_id} was not"


def standing_orders_rest(ledger: Ledger) -> Iterator[str]:
    """Nothing is made or missed on a day that was paused, or a holiday it rests on."""
    for day in ledger.standing_days:
        pauses = [p for p in day.standing.pauses if p.was_open(day.decided_at)]
        if any(pause.covers(day.delivery_day) for pause in pauses):
            yield f"standing day {day.id} was decided while it was paused"
        kept = [h for h in ledger.holidays if h.was_kept(day.decided_at)]
        terms = Terms.from_json(day.terms)
        if terms.rests and is_holiday(day.delivery_day, kept):
            yield f"standing day {day.id} is a school holiday"


def standing_orders_are_as_wanted(ledger: Ledger) -> Iterator[str]:
    """A made order is its kitchen's, for its day, between the time it is made from and cut-off."""
    for day in ledger.standing_days:
        if misfit := _misfit(day):
            yield f"standing day {day.id} and order {day.order_id}: the {misfit} is wrong"


def _misfit(day: StandingDay) -> str | None:
    order, closes = day.order, day.closes_at
    if order is None:
        return "time" if day.decided_at < closes else None
    if order.buyer_id != day.standing.buyer_id:
        return "kitchen"
    if order.delivery_day != day.delivery_day:
        return "day"
    in_time = closes - MADE_AHEAD <= order.placed_at < closes
    return None if in_time else "time"


def missed_days_are_told_once(ledger: Ledger) -> Iterator[str]:
    """Each missed day stands in one letter to its kitchen, a made one in none."""
    told = Counter(
        facts["id"]
        for letter in ledger.letters
        if letter.kind == "standing_missed"
        for facts in letter.facts["missed"]
    )
    for day in ledger.standing_days:
        if told[day.id] != (day.order_id is None):
            yield f"standing day {day.id} was told as missed {told[day.id]} times"


def colleagues_are_told_once(ledger: Ledger) -> Iterator[str]:
    """Nobody hears of what they did themselves, nor twice of what a colleague did."""
    told: Counter[tuple[str, int]] = Counter()
    for letter in ledger.letters:
        if letter.kind == "standing_by_colleague":
            what, _, to = letter.key.rpartition(":")
            told[what, letter.member_id] += 1
            if int(to) != letter.member_id or int(what.split(":")[3]) == letter.member_id:
                yield f"letter {letter.id} tells member {letter.member_id} of what was their own"
    yield from (f"member {who} was told {n} times {what}" for (what, who), n in told.items()
                if n > 1)  # fmt: skip


def closed_days_are_not_made(ledger: Ledger) -> Iterator[str]:
    """A day that a kitchen was told falls out for a holiday was not made while that was kept."""
    made = {(d.standing.number, d.delivery_day.isoformat()): d for d in ledger.standing_days}
    kept = {holiday.id: holiday for holiday in ledger.holidays}
    for letter in ledger.letters:
        for standing in _closed(letter):
            holiday = kept[int(letter.key.split(":")[1])]
            days = [made.get((standing["number"], day)) for day in standing["days"]]
            for day in filter(None, days):
                if day.terms["rests"] and holiday.was_kept(day.decided_at):
                    yield f"standing day {day.id} was made, letter {letter.id} told it falls out"


def _closed(letter: Letter) -> list[dict[str, Any]]:
    is_it = letter.kind == "standing_holiday" and letter.facts.get("closed")
    return letter.facts["standing"] if is_it else []


INVARIANTS = (
    colleagues_are_told_once,
    closed_days_are_not_made,
    standing_days_are_decided_once,
    standing_days_are_due,
    standing_orders_rest,
    standing_orders_are_as_wanted,
    missed_days_are_told_once,
)
