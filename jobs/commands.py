"""Commands for operators: ``flask --app app NAME``. Each imports what it needs when it runs."""

from __future__ import annotations

import json
import sys
from typing import NoReturn

import click
from flask import current_app

from bot.house import House
from jobs.cycle_commands import cycle
from jobs.line_commands import line as line_account
from jobs.moving_command import move_database
from jobs.reader_commands import aliases, unread


def _house() -> House:
    house: House = current_app.extensions["house"]
    return house


@click.command()
@click.option("--back-to", metavar="REVISION", help="Go back instead, before an older version.")
def migrate(back_to: str | None) -> None:
    """Bring the database to the newest schema; safe to repeat."""
    from models.migrating import downgrade, upgrade

    if back_to is None:
        upgrade(_house().engine)
    else:
        downgrade(_house().engine, back_to)


@click.command()
@click.option("--demo", is_flag=True, help="Also the fictional buyers, people and opening stock.")
def seed(demo: bool) -> None:
    """Put in the catalogue and the groups; safe to repeat, changes nothing that is there."""
    from models.seeding import seed_demo, seed_market

    house = _house()
    with house.sessions.begin() as session:
        seed_market(session, house.clock())
        if demo:
            seed_demo(session, house.clock())


@click.command()
@click.option("--burst", is_flag=True, help="Stop when the queue is empty.")
def worker(burst: bool) -> None:
    """Take jobs until told to stop."""
    from jobs.processes import work

    work(current_app._get_current_object(), burst)  # type: ignore[attr-defined]


@click.command()
def clock() -> None:
    """Ring the scheduled jobs."""
    from jobs.processes import keep_time

    keep_time(current_app._get_current_object())  # type: ignore[attr-defined]


@click.command()
@click.option("--again", type=int, multiple=True, help="Send this letter after all (its number).")
@click.option("--quota", is_flag=True, help="Send all that wait for paid messages.")
def letters(again: tuple[int, ...], quota: bool) -> None:
    """Show which letters are stuck and why."""
    from models import owed
    from models.outbox import Letter

    house = _house()
    with house.sessions.begin() as session:
        chosen = [session.get(Letter, number) or _unknown(number) for number in again]
        if quota:
            chosen += session.scalars(owed.waiting_for_quota()).all()
        for letter in chosen:
            letter.again(house.clock())
        stuck = session.scalars(owed.stuck(house.clock())).all()
        for letter in stuck:
            click.echo(
                f"{letter.id}  {letter.kind}  {letter.state}  tries {letter.tries}"
                f"  owed {letter.owed_at:%Y-%m-%d %H:%M} UTC  {letter.error or 'waiting'}"
            )
    if chosen:
        house.bells.ring("jobs.work.deliver")
    if not stuck:
        click.echo("No letter is stuck.")


def _unknown(number: int) -> NoReturn:
    raise click.BadParameter(f"there is no letter {number}")


@click.command(name="failures")
def show_failures() -> None:
    """Show the events, answers and jobs that were set aside, with their errors."""
    from jobs.failing import failures

    lines = list(failures(_house()))
    click.echo("\n".join(lines) or "Nothing was set aside.")


@click.command()
def audit() -> None:
    """Check every invariant of the database; print what is broken and the rows concerned."""
    from models.audit import audit as find_violations
    from models.audit.concerned import rows_concerned

    house = _house()
    with house.reading() as session:
        violations = find_violations(session, house.clock())
        for violation in violations:
            click.echo(f"{violation.invariant}: {violation.about}")
            for row in rows_concerned(session, violation.about):
                click.echo(f"    {row}")
    if violations:
        sys.exit(1)
    click.echo("Every invariant holds.")


@click.command()
def understand() -> None:
    """Read sentences as JSON lines from standard input, write their readings to standard output."""
    from bot.language.understand import understand_line

    house = _house()
    with house.reading() as session:
        catalogue = house.shelf.catalogue(session)
    for line in sys.stdin:
        if line.strip():
            reading = understand_line(json.loads(line), catalogue)
            click.echo(json.dumps(reading, ensure_ascii=False))


@click.command()
@click.argument("line_user_id")
@click.argument("name")
@click.option("--role", type=click.Choice(["staff", "committee"]), default="staff")
def appoint(line_user_id: str, name: str, role: str) -> None:
    """Make a person staff (or committee), by the LINE user id that their messages came with."""
    from models.people import Member, Role

    house = _house()
    with house.sessions.begin() as session:
        Member.known_as(session, line_user_id).appoint(Role(role), name, house.clock())
    house.bells.ring("jobs.work.link")
    click.echo(f"{name} is {role} now.")


commands = (
    migrate,
    seed,
    worker,
    clock,
    letters,
    show_failures,
    audit,
    understand,
    unread,
    aliases,
    appoint,
    cycle,
    move_database,
    line_account,
)
