"""A market moved to another database is the same market, row by row, and goes on there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text

from models import moving
from models.catalogue import Product
from models.database import open_database, sessions
from models.migrating import downgrade, upgrade
from models.moving import CannotMove, move
from models.people import Member, Standing
from models.schema import Base
from tests.migrations.rows import fill

pytestmark = pytest.mark.postgres


@pytest.fixture
def old(sqlite_market: Path, tmp_path: Path) -> Engine:
    """A small kitchen's SQLite: the catalogue, people, and products that belong to wider ones."""
    return open_database(f"sqlite:///{shutil.copy(sqlite_market, tmp_path / 'old.sqlite3')}")


@pytest.fixture
def new(postgres_url: str) -> Engine:
    return open_database(postgres_url)


def test_every_row_of_every_table_arrives(old: Engine, new: Engine) -> None:
    moved = move(old, new)
    with sessions(old)() as before, sessions(new)() as after:
        for table in Base.metadata.sorted_tables:
            rows = [
                list(s.execute(select(table).order_by(*table.primary_key))) for s in (before, after)
            ]
            assert rows[0] == rows[1]
            assert moved[table.name] == len(rows[0])
        assert after.scalar(select(func.count()).where(Product.parent_id.is_not(None)))


def test_rows_of_every_table_and_type_arrive(tmp_path: Path, new: Engine) -> None:
    """Also of those that the demo leaves empty."""
    old = open_database(f"sqlite:///{tmp_path / 'full.sqlite3'}")
    upgrade(old)
    with old.begin() as connection:
        fill(connection)
    assert all(count == 2 for count in move(old, new).values())


def test_the_new_database_goes_on_numbering_where_the_old_one_was(old: Engine, new: Engine) -> None:
    move(old, new)
    with sessions(new).begin() as session:
        last = session.scalar(select(func.max(Member.id))) or 0
        newcomer = Member(line_user_id="U" + "7" * 32, standing=Standing.GUEST)
        session.add(newcomer)
        session.flush()
        assert newcomer.id == last + 1


def test_a_database_with_rows_is_left_alone(old: Engine, new: Engine) -> None:
    move(old, new)
    with pytest.raises(CannotMove, match="not empty"):
        move(old, new)


def test_an_old_schema_is_not_copied(old: Engine, new: Engine) -> None:
    downgrade(old, "-1")
    with pytest.raises(CannotMove, match="migrate"):
        move(old, new)


def test_a_copy_that_differs_is_undone(
    old: Engine, new: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forge(connection: object) -> None:
        connection.execute(text("update members set name = 'x' where id = 1"))  # type: ignore[attr-defined]

    monkeypatch.setattr(moving, "_go_on_counting", forge)
    with pytest.raises(CannotMove, match="members: row 1 differs"):
        move(old, new)
    with sessions(new)() as session:
        assert session.scalar(select(func.count()).select_from(Member)) == 0
