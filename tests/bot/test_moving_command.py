"""What an operator reads who moves the market to another database."""

import pytest
from click.testing import Result
from sqlalchemy import func, select

from models.database import open_database, sessions
from models.people import Member
from tests.bot.door import Door


def move(door: Door, url: str) -> Result:
    with door.app.app_context():
        words, there = ["move-database"], {"TARGET_DATABASE_URL": url}
        return door.app.test_cli_runner().invoke(args=words, env=there)


@pytest.mark.postgres
def test_it_says_what_was_moved_and_what_to_do_next(door: Door, postgres_url: str) -> None:
    moved = move(door, postgres_url)
    assert moved.exit_code == 0, moved.output
    assert "9  members" in moved.output
    assert "Set DATABASE_URL to the new one" in moved.output
    with sessions(open_database(postgres_url))() as session:
        assert session.scalar(select(func.count()).select_from(Member)) == 9


@pytest.mark.postgres
def test_twice_it_says_why_not_and_ends_in_failure(door: Door, postgres_url: str) -> None:
    move(door, postgres_url)
    again = move(door, postgres_url)
    assert (again.exit_code, "not empty" in again.output) == (1, True)


@pytest.mark.parametrize("url", ["mysql://there/market", "somewhere"])
def test_what_is_no_database_of_ours_is_refused_with_an_example(door: Door, url: str) -> None:
    refused = move(door, url)
    assert (refused.exit_code, "postgresql+psycopg://" in refused.output) == (2, True)


def test_a_database_that_cannot_be_reached_moves_nothing_and_shows_no_password(door: Door) -> None:
    away = move(door, "postgresql+psycopg://u:secret@127.0.0.1:1/market?connect_timeout=1")
    assert (away.exit_code, "Nothing was moved" in away.output) == (1, True)
    assert "secret" not in away.output
