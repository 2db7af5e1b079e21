"""The same week twice, side by side in processes of their own: as the market is, and first come."""

from __future__ import annotations

import contextlib
import multiprocessing

from week.figures import Figures, measure
from week.first_come import first_come
from week.living import DAWN, Living
from week.market import open_market
from week.plan import Plan, draw_plan


def live_both(seed: int, kitchens: int, days: int) -> tuple[Figures, Figures]:
    """(this market, first come)"""
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        runs = [(seed, kitchens, days, baseline) for baseline in (False, True)]
        ours, theirs = pool.starmap(_live, runs)
    return ours, theirs


def _live(seed: int, kitchens: int, days: int, baseline: bool) -> Figures:
    return live_through(draw_plan(seed, kitchens, days), baseline=baseline)


def live_through(plan: Plan, *, baseline: bool = False) -> Figures:
    with contextlib.ExitStack() as stack:
        if baseline:
            stack.enter_context(first_come())
        market = stack.enter_context(open_market(DAWN, plan.people.file()))
        diary = Living(market, plan).live()
        return measure(market, diary)
