"""All that people want and do in a week, drawn before it begins: the same for every way to match.

Only what a producer is asked for depends on the match; how they answer on a day does not.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from week.demand import draw_ordering, draw_standings
from week.harvest import draw_postings, mean_demand
from week.people import Character, People, draw_people
from week.sizes import MOST_DAYS, MOST_KITCHENS
from week.wants import Mood, Ordering, Posting, StandingWish


@dataclass(frozen=True, slots=True)
class Plan:
    """days: delivery days, from the Monday on."""

    seed: int
    days: int
    people: People
    orderings: Sequence[Ordering]
    standings: Sequence[StandingWish]
    postings: Sequence[Posting]
    moods: Mapping[tuple[str, int], Mood]


def draw_plan(seed: int, kitchens: int = MOST_KITCHENS, days: int = MOST_DAYS) -> Plan:
    dice = random.Random(seed)
    people = draw_people(dice, kitchens)
    drawn = list(draw_standings(dice, people.kitchens))
    standings = [wish for wish in drawn if any(weekday < days for weekday in wish.weekdays)]
    regular = {wish.kitchen.user_id: wish for wish in standings}
    orderings = [
        ordering
        for day in range(1, days + 1)
        for kitchen in people.kitchens
        if (ordering := draw_ordering(dice, kitchen, day, regular.get(kitchen.user_id)))
    ]
    wanted = mean_demand(orderings, standings, days)
    postings = list(draw_postings(dice, people.producers, wanted, days))
    moods = {
        (producer.user_id, day): _mood(dice, producer.character)
        for producer in people.producers
        for day in range(days + 2)
    }
    return Plan(seed, days, people, orderings, standings, postings, moods)


def _mood(dice: random.Random, character: Character) -> Mood:
    minutes, luck, share = dice.randint(3, 15), dice.random(), dice.uniform(0.4, 0.8)
    if character == Character.SLOW:
        return Mood(timedelta(minutes=60 + minutes * 4), 1.0)
    if character == Character.FORGETFUL:
        return Mood(None if luck < 0.3 else timedelta(minutes=minutes * 3), 1.0)
    if character == Character.CAREFUL:
        return Mood(timedelta(minutes=minutes * 2), share if luck < 0.5 else 1.0)
    if character == Character.CHOOSY:
        return Mood(timedelta(minutes=minutes * 2), 0.0 if luck < 0.3 else 1.0)
    return Mood(timedelta(minutes=minutes), 1.0)
