"""``flask --app app simulate-week`` and ``python -m week``."""

from __future__ import annotations

import sys

import click

from week.sizes import MOST_DAYS, MOST_KITCHENS


@click.command()
@click.option(
    "--seed", type=int, default=1, show_default=True, help="The same seed, the same table."
)
@click.option(
    "--kitchens", type=click.IntRange(4, MOST_KITCHENS), default=MOST_KITCHENS, show_default=True
)
@click.option("--days", type=click.IntRange(1, MOST_DAYS), default=MOST_DAYS, show_default=True)
def simulate_week(seed: int, kitchens: int, days: int) -> None:
    """Live through a week of trade in a scratch market, beside first come, first served.

    Ends with 1 when an invariant of the database is broken. Touches nothing of the market that is
    set up here.
    """
    try:
        from week.both import live_both
        from week.table import table
    except ModuleNotFoundError as missing:
        raise click.ClickException(f"{missing}: install requirements/demo.txt") from missing
    ours, theirs = live_both(seed, kitchens, days)
    click.echo(f"A week of {kitchens} kitchens, {days} days, seed {seed}\n")
    click.echo(table(ours, theirs))
    for name, it in (("this market", ours), ("first come", theirs)):
        for line in (*it.broken, *it.violations):
            click.echo(f"{name}: {line}", err=True)
    if ours.violations or theirs.violations:
        sys.exit(1)
