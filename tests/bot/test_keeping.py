"""Requests that come together are stored together, and none is spoilt by another."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from bot.keeping import Keeper
from bot.webhook import rows
from models.database import Sessions, open_database, sessions
from models.inbox import InboxEvent
from models.migrating import upgrade

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def made(empty_url: str) -> Iterator[Sessions]:
    engine = open_database(empty_url)
    upgrade(engine)
    yield sessions(engine)
    engine.dispose()


def rows_of(*ids: str) -> list[dict[str, Any]]:
    return list(rows(({"webhookEventId": name, "type": "follow"} for name in ids), NOW))


def stored(made: Sessions) -> set[str]:
    with made() as session:
        return set(session.scalars(select(InboxEvent.event_id)))


@contextmanager
def busy(keeper: Keeper, parcels: list[list[dict[str, Any]]]) -> Iterator[list[Exception]]:
    """*parcels* come while somebody else has the turn; all are over at the end."""
    errors: list[Exception] = []

    def keep(parcel: list[dict[str, Any]]) -> None:
        try:
            keeper.keep(parcel)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=keep, args=(parcel,)) for parcel in parcels]
    keeper._is_busy = True
    for thread in threads:
        thread.start()
    while len(keeper._waiting) < len(parcels):
        """They are on their way."""
    yield errors
    keeper._pass_on()
    for thread in threads:
        thread.join()


def test_those_who_wait_together_cost_one_transaction(made: Sessions) -> None:
    commits: list[object] = []
    told: list[int] = []
    keeper = Keeper(made, lambda rows: told.append(len(rows)))
    with busy(keeper, [rows_of(f"event {n}") for n in range(8)]) as errors:
        event.listen(made.kw["bind"], "commit", commits.append)
    assert (len(commits), errors, told) == (1, [], [8])
    assert stored(made) == {f"event {n}" for n in range(8)}


def test_a_repeat_among_them_is_stored_once(made: Sessions) -> None:
    with busy(Keeper(made, print), [rows_of("one"), rows_of("one", "two")]) as errors:
        """Both wait."""
    assert errors == []
    assert stored(made) == {"one", "two"}


def test_what_no_database_takes_spoils_nothing_else(made: Sessions) -> None:
    [bad] = rows_of("bad")
    with busy(Keeper(made, print), [rows_of("good"), [bad | {"received_at": "soon"}]]) as errors:
        """Both wait."""
    assert len(errors) == 1
    assert stored(made) == {"good"}


def test_when_the_database_is_away_everybody_hears_of_it(made: Sessions) -> None:
    def is_away(*_: object) -> None:
        raise OperationalError("BEGIN", None, Exception("away"))

    event.listen(made.kw["bind"], "begin", is_away)
    with busy(Keeper(made, print), [rows_of("one"), rows_of("two")]) as errors:
        """Both wait."""
    event.remove(made.kw["bind"], "begin", is_away)
    assert len(errors) == 2
    assert stored(made) == set()


def test_a_bug_tells_nobody_that_theirs_is_stored(made: Sessions) -> None:
    def stumbles(rows: object) -> None:
        raise ZeroDivisionError

    keeper = Keeper(made, stumbles)
    with busy(keeper, [rows_of("one"), rows_of("two")]) as errors:
        """Both wait."""
    assert [type(error) for error in errors] == [ZeroDivisionError] * 2
    keeper._stored = print
    keeper.keep(rows_of("three"))
    assert "three" in stored(made)
