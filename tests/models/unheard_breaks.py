"""What a bug in taking back promises would leave in the database, for test_audit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import delete, select

from models.outbox import Letter
from tests.models.market import Market
from tests.models.unheard import fail, promised

Break = Callable[[Market], None]


def ended(market: Market) -> Letter:
    letter = promised(market)
    fail(market, letter)
    return letter


def taken_back_although_line_may_have_had_it(market: Market) -> None:
    ended(market).first_tried_at = market.now


def taken_back_after_the_cut_off(market: Market) -> None:
    ended(market)
    promise = market.allocations()[0]
    promise.answered_at = promise.line.cut_off_at + timedelta(minutes=1)


def nobody_was_told_of_what_ended(market: Market) -> None:
    ended(market).noticed_at = None
    market.session.execute(delete(Letter).where(Letter.kind == "unheard"))


def nobody_was_told_of_what_stands(market: Market) -> None:
    promised(market).give_up("400")


def told_of_an_end_that_was_none(market: Market) -> None:
    ended(market)
    call = market.session.scalars(select(Letter).where(Letter.kind == "unheard")).one()
    call.facts = {**call.facts, "offers": [{**o, "ended": False} for o in call.facts["offers"]]}


UNHEARD_BREAKS: list[tuple[str, Break]] = [
    ("ended_promises_were_never_heard", taken_back_although_line_may_have_had_it),
    ("ended_promises_were_never_heard", taken_back_after_the_cut_off),
    ("staff_hear_of_the_unheard", nobody_was_told_of_what_ended),
    ("staff_hear_of_the_unheard", nobody_was_told_of_what_stands),
    ("calls_are_true", told_of_an_end_that_was_none),
]
