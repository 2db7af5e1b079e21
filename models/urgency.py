"""How long a letter may wait for the next answer or call that takes it along. Pure.

A push costs one paid message, a reply nothing, and one call holds several letters. What its reader
must act on before the evening is sent at once; the rest waits for the digest at the latest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from models.calendar import BANGKOK, DIGEST_AT, local_day

# What tells of a plan, as long as nobody has to act on it yet.
PATIENT = (
    *("auto_accepted", "cancelled", "reduced", "order_result", "silent"),
    *("standing_by_colleague", "standing_holiday"),
)


def may_wait_until(kind: str, facts: Mapping[str, Any], now: datetime) -> datetime:
    """*now* for what is urgent, else the next digest."""
    digest = next_digest(now)
    if kind == "auto_accepted" and any(_is_final(each, digest) for each in facts["offers"]):
        return now
    return digest if kind in PATIENT and _is_patient(kind, facts, now, digest) else now


def _is_final(promise: Mapping[str, Any], digest: datetime) -> bool:
    """Whether nobody else could be asked any more when its producer turns out not to hear of it."""
    return "cut_off" in promise and datetime.fromisoformat(promise["cut_off"]) <= digest


def next_digest(now: datetime) -> datetime:
    today = datetime.combine(local_day(now), DIGEST_AT, BANGKOK)
    return today if now < today else today + timedelta(days=1)


def _is_patient(kind: str, facts: Mapping[str, Any], now: datetime, digest: datetime) -> bool:
    if kind == "order_result" and (_is_waited_for(facts) or _is_short(facts)):
        return False
    tomorrow = local_day(now) + timedelta(days=1)
    return all(day > max(tomorrow, local_day(digest)) for day in _days(kind, facts))


def _is_waited_for(facts: Mapping[str, Any]) -> bool:
    """The first result of an order that somebody wrote; one that a standing order made comes by
    itself."""
    return bool(facts["first"]) and not facts.get("standing")


def _is_short(facts: Mapping[str, Any]) -> bool:
    return any(line["missing"][0] for line in facts["lines"])


def _days(kind: str, facts: Mapping[str, Any]) -> Iterator[date]:
    """The delivery days it is about; of a holiday the first."""
    if kind == "standing_holiday":
        yield date.fromisoformat(facts["first"])
    for about in (facts, *facts.get("offers", ())):
        if "day" in about:
            yield date.fromisoformat(about["day"])
