"""Operators' commands that improve the reader: ``flask --app app unread`` and ``aliases``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from flask import current_app
from sqlalchemy.orm import Session

from bot.house import House

if TYPE_CHECKING:
    from models.newword import NewWord


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


@click.command()
@click.option("--accept", type=int, multiple=True, help="Make this word a name (its number).")
@click.option("--reject", type=int, multiple=True, help="Do not offer this word again.")
def aliases(accept: tuple[int, ...], reject: tuple[int, ...]) -> None:
    """Show words that people confirmed to mean a product, the most frequent first."""
    from models.newword import NewWord

    house = _house()
    with house.sessions.begin() as session:
        for number in accept:
            _accept(session, number, house)
        for number in reject:
            if not _new_word(session, number).refuse():
                raise click.BadParameter(f"word {number} was decided on before")
        session.flush()
        waiting = session.scalars(NewWord.waiting()).all()
        for each in waiting:
            click.echo(
                f"{each.id}  {each.count}x  {each.last_at:%Y-%m-%d %H:%M} UTC"
                f"  {each.word}  {each.product.name}"
            )
    if not waiting:
        click.echo("No new word waits.")


def _new_word(session: Session, number: int) -> NewWord:
    from models.newword import NewWord

    word = session.get(NewWord, number, with_for_update=True)
    if word is None:
        raise click.BadParameter(f"there is no word {number}")
    return word


def _accept(session: Session, number: int, house: House) -> None:
    from bot.language.aliases import clash

    word = _new_word(session, number)
    reason = clash(word.word, house.shelf.catalogue(session))
    if reason == "word":
        raise click.BadParameter(f"word {number} is said to the bot, it cannot be a name")
    if reason == "product" or not word.add(session, house.clock()):
        raise click.BadParameter(f"word {number} was decided on before, or names a product")
    session.flush()
