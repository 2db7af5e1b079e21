"""Operators' commands that improve the reader: ``flask --app app unread``."""

from __future__ import annotations

import click
from flask import current_app

from bot.house import House


def _house() -> House:
    house: House = current_app.extensions["house"]
    return house


@click.command()
@click.option("--most", default=50, show_default=True, help="How many to show.")
@click.option("--forget", type=int, multiple=True, help="Drop this sentence (its number).")
def unread(most: int, forget: tuple[int, ...]) -> None:
    """Show the sentences the bot could not read, newest first; people are masked."""
    from models.unread import UnreadSentence

    house = _house()
    with house.sessions.begin() as session:
        for number in forget:
            sentence = session.get(UnreadSentence, number)
            if sentence is None:
                raise click.BadParameter(f"there is no sentence {number}")
            session.delete(sentence)
        session.flush()
        newest = session.scalars(UnreadSentence.newest(most)).all()
    for each in newest:
        click.echo(
            f"{each.id}  {each.count}x  {each.last_at:%Y-%m-%d %H:%M} UTC"
            f"  {each.role or '-'}  {each.pending or '-'}  {each.text}"
        )
    if not newest:
        click.echo("Nothing was left unread.")
