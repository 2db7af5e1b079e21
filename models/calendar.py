"""Days and times of the market: stored in UTC, lived in Asia/Bangkok."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

# Thailand has kept UTC+7 without daylight saving since 1920 (IANA tz database, Asia/Bangkok), so a
# fixed offset is exact and does not depend on the machine's zone files.
BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")

CUT_OFF = time(16, 0)
# Just after it, when tomorrow is settled, and with daylight left to harvest by.
DIGEST_AT = time(16, 30)
ANSWER_WITHIN = timedelta(hours=2)
# A buyer must hear of a shortfall while there is still time to buy elsewhere.
HEAR_BEFORE_CUT_OFF = timedelta(minutes=30)
# The hours in which somebody in a village looks at the phone; at night no time to answer runs.
WAKES = time(6, 0)
SLEEPS = time(20, 0)
SHORTEST_ANSWER = timedelta(minutes=10)
FURTHEST_DAY = timedelta(days=60)
# LINE counts paid messages by the month and does not say whose midnight ends it; by eight in the
# morning here it has ended everywhere from Tokyo to London.
NEW_QUOTA = time(8, 0)


@dataclass(frozen=True, slots=True)
class Rule:
    """How long before a delivery day orders for it are taken: so many days, until that o'clock."""

    lead_days: int = 1
    closes: time = CUT_OFF


USUAL = Rule()


def local_day(now: datetime) -> date:
    return now.astimezone(BANGKOK).date()


def cut_off(delivery_day: date, rule: Rule = USUAL) -> datetime:
    """Until when orders for *delivery_day* are taken and can be cancelled."""
    return datetime.combine(delivery_day - timedelta(rule.lead_days), rule.closes, BANGKOK)


def next_quota(now: datetime) -> datetime:
    """When the next month's paid messages can be counted on; those of a month just begun, too."""
    this = datetime.combine(local_day(now).replace(day=1), NEW_QUOTA, BANGKOK)
    return this if now < this else (this + timedelta(days=31)).replace(day=1)


def first_delivery_day(now: datetime, rule: Rule = USUAL) -> date:
    """The soonest day whose cut-off lies ahead."""
    soonest = local_day(now) + timedelta(rule.lead_days)
    return soonest if now < cut_off(soonest, rule) else soonest + timedelta(days=1)


def answer_by(now: datetime, cut_off_at: datetime) -> datetime:
    """Until when a producer may answer an offer made *now*: two waking hours, or in time for the
    buyer.
    """
    usual = min(_awake_for(now, ANSWER_WITHIN), cut_off_at - HEAR_BEFORE_CUT_OFF)
    return min(max(usual, now + SHORTEST_ANSWER), cut_off_at)


def is_awake(now: datetime) -> bool:
    return WAKES <= now.astimezone(BANGKOK).time() < SLEEPS


def wakes_at(now: datetime) -> datetime:
    """*now* while people are awake, else the morning that comes."""
    if is_awake(now):
        return now
    morning = datetime.combine(local_day(now), WAKES, BANGKOK)
    return morning if now < morning else morning + timedelta(days=1)


def _awake_for(now: datetime, long: timedelta) -> datetime:
    """When *long* has passed between WAKES and SLEEPS; it is shorter than a day's waking hours."""
    day = local_day(now)
    start = max(now, datetime.combine(day, WAKES, BANGKOK))
    left = datetime.combine(day, SLEEPS, BANGKOK) - start
    if long <= left:
        return start + long
    morning = datetime.combine(day + timedelta(days=1), WAKES, BANGKOK)
    return morning + long - max(left, timedelta())
