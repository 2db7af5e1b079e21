"""Operators' commands for the order cycle: ``flask --app app cycle``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import TypeVar

import click
from flask import current_app
from sqlalchemy.orm import Session

from bot.house import House
from models.calendar import BANGKOK, Rule

BY = "operator"
Row = TypeVar("Row")


def _house() -> House:
    house: House = current_app.extensions["house"]
    return house


@click.group(invoke_without_command=True)
@click.pass_context
def cycle(context: click.Context) -> None:
    """Show when orders close, what groups can make in a day, which days were opened again, and who
    comes first.
    """
    if context.invoked_subcommand is None:
        house = _house()
        with house.reading() as session:
            click.echo("\n".join(_lines(session, house.clock())))


def _lines(session: Session, now: datetime) -> list[str]:
    from sqlalchemy import select

    from models.capacity import Capacity
    from models.cycle import Cycle, CycleRule, Reopening
    from models.priority import Priority

    rules = [
        f"{r.work_group.code}  {r.category or 'all goods'}  {r.lead_days} days before"
        f"  {r.rule.closes:%H:%M}  (by {r.changed_by})"
        for r in session.scalars(CycleRule.all_kept())
    ]
    made = [
        f"{c.producer_group.short_name}  at most {c.quantity / 1000:g} {c.measure} a day"
        f"  (by {c.changed_by})"
        for c in session.scalars(Capacity.all_kept())
    ]
    ahead = Cycle.read(session, now).reopened
    again = [
        f"{r.delivery_day}  opened again until {r.until.astimezone(BANGKOK):%Y-%m-%d %H:%M}"
        f"  (by {r.made_by})"
        for r in session.scalars(select(Reopening).order_by(Reopening.id))
        if r.delivery_day in ahead
    ]
    kept = Priority.newest(session)
    first = [f"When supply is short: {_order(kept.tiers)}  (by {kept.set_by})"] if kept else []
    return ["Without a rule: 1 day before  16:00", *rules, *made, *again, *first]


@cycle.command(name="rule")
@click.argument("work_group")
@click.option("--category", default="", help="Only goods of this category.")
@click.option("--lead", type=click.IntRange(0, 14), default=1, help="Days before the delivery day.")
@click.option("--closes", type=click.DateTime(["%H:%M"]), default="16:00", help="Bangkok time.")
def set_rule(work_group: str, category: str, lead: int, closes: datetime) -> None:
    """Set when orders for a work group's goods close. Orders taken before keep their cut-off."""
    from models import ruling
    from models.people import WorkGroup

    house = _house()
    with house.sessions.begin() as session:
        group = _found(WorkGroup.with_code(session, work_group), "work group", work_group)
        rule = Rule(lead, time(closes.hour, closes.minute))
        ruling.set_rule(session, group, category, rule, BY, house.clock())
    click.echo(f"{work_group} {category} closes {lead} days before at {rule.closes:%H:%M}.")


@cycle.command(name="capacity")
@click.argument("producer_group")
@click.argument("measure")
@click.argument("most", type=click.IntRange(0, 1_000_000), required=False)
def set_capacity(producer_group: str, measure: str, most: int | None) -> None:
    """Set what a producer group can make in a day; without MOST the cap is taken away."""
    from models import capacity
    from models.people import ProducerGroup

    house = _house()
    with house.sessions.begin() as session:
        found = ProducerGroup.called(session, producer_group)
        group = _found(found, "producer group", producer_group)
        quantity = None if most is None else most * 1000
        capacity.set_capacity(session, group, measure, quantity, BY, house.clock())
    house.bells.ring("jobs.work.match")
    shown = "as much as it likes" if most is None else f"{most} {measure} a day"
    click.echo(f"{producer_group} can make {shown}.")


@cycle.command(name="priority")
@click.argument("kinds", nargs=-1)
def set_priority(kinds: tuple[str, ...]) -> None:
    """Set which KINDS of buyers are served first when supply is short, such as hospital,school
    hotel: hospitals and schools together, then hotels, then all others. Without KINDS all share
    equally. What is promised stands.
    """
    from models import priority

    house = _house()
    tiers = [tier.split(",") for tier in kinds]
    try:
        with house.sessions.begin() as session:
            kept = priority.set_priority(session, tiers, BY, house.clock())
            shown = _order(kept.tiers)
    except priority.UnknownKinds as unknown:
        known = ", ".join(priority.BUYER_KINDS)
        raise click.BadParameter(f"{unknown}: each of {known} once at most") from None
    click.echo(f"When supply is short: {shown}.")


def _order(tiers: Sequence[Sequence[str]]) -> str:
    from models.priority import in_full

    named = [", ".join(tier) for tier in in_full(tiers)]
    return " before ".join(named) if tiers else "all share equally"


@cycle.command(name="reopen")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@click.argument("until", type=click.DateTime(["%Y-%m-%dT%H:%M"]))
def reopen_day(day: datetime, until: datetime) -> None:
    """Take orders for a delivery DAY again until a moment in Bangkok time."""
    from models.reopening import ImpossibleReopening, reopen

    house = _house()
    moment = until.replace(tzinfo=BANGKOK)
    try:
        with house.sessions.begin() as session:
            reopen(session, day.date(), moment, BY, house.clock())
    except ImpossibleReopening:
        raise click.BadParameter("the day is over, or the time is not ahead of us") from None
    house.bells.ring("jobs.work.match")
    click.echo(f"{day:%Y-%m-%d} takes orders again until {moment:%Y-%m-%d %H:%M}.")


def _found(row: Row | None, what: str, name: str) -> Row:
    if row is None:
        raise click.BadParameter(f"there is no {what} {name}")
    return row
