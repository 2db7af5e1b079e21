"""The operators' command that moves the market to another database."""

from __future__ import annotations

import sys

import click
from flask import current_app

from bot.house import House


@click.command(name="move-database")
@click.option(
    "--to",
    "url",
    envvar="TARGET_DATABASE_URL",
    required=True,
    help="The new, empty database; better given as TARGET_DATABASE_URL: it holds a password.",
)
def move_database(url: str) -> None:
    """Copy everything from DATABASE_URL into another database and compare it row by row.

    Stop the web, worker and clock processes first. The old database stays as it is.
    """
    from pydantic import ValidationError
    from sqlalchemy.exc import SQLAlchemyError

    from bot.settings import ADVICE, Settings
    from models.database import open_database
    from models.moving import CannotMove, move

    house: House = current_app.extensions["house"]
    try:
        Settings(**{**house.settings.model_dump(), "database_url": url})
    except ValidationError:
        raise click.BadParameter(f"set it to {ADVICE['DATABASE_URL']}") from None
    target = open_database(url)
    try:
        moved = move(house.engine, target)
    except (CannotMove, SQLAlchemyError) as error:
        why = error if isinstance(error, CannotMove) else type(error).__name__
        click.echo(f"Nothing was moved: {why}", err=True)
        sys.exit(1)
    finally:
        target.dispose()
    for table, count in moved.items():
        click.echo(f"{count:>10}  {table}")
    click.echo("Every row is the same in both. Set DATABASE_URL to the new one and start again.")
