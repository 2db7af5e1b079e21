"""Every migration, on both databases, from empty and with rows in every table."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Engine, func, inspect, select

import models.migrating
from models.database import open_database, sessions
from models.migrating import BrokenReferences, configuration, downgrade, upgrade
from models.schema import Base
from models.seeding import seed_demo, seed_market
from tests.databases import MORNING
from tests.migrations.rows import fill, read, schema, trimmed

REVISIONS = [
    (script.revision, script.down_revision or "base")
    for script in ScriptDirectory.from_config(configuration()).walk_revisions()
]

LATER = '''
"""A later migration, as one will come: it alters tables that others point to."""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "later", "{head}", None, None


def upgrade():
    for table in ("lots", "members"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("note", sa.String(20), nullable=False, server_default="-"))
            batch.create_check_constraint("short", "length(note) < 20")
    {also}


def downgrade():
    for table in ("lots", "members"):
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{{table}}_short"))
            batch.drop_column("note")
'''


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    engine = open_database(empty_url)
    yield engine
    engine.dispose()


def counts(engine: Engine) -> dict[str, int]:
    with sessions(engine)() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def test_from_empty_the_migrations_build_what_the_models_say(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_from_empty_the_migrations_build_every_check_of_the_models(engine: Engine) -> None:
    upgrade(engine)
    found = inspect(engine)
    for table in Base.metadata.sorted_tables:
        wanted = {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}
        assert {c["name"] for c in found.get_check_constraints(table.name)} == wanted


def test_upgrading_again_changes_nothing(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        before = fill(connection)
    upgrade(engine)
    with engine.connect() as connection:
        assert read(connection) == before


@pytest.mark.parametrize(("revision", "previous"), REVISIONS)
def test_rows_of_the_previous_schema_survive(engine: Engine, revision: str, previous: str) -> None:
    if previous != "base":
        upgrade(engine, previous)
    with engine.begin() as connection:
        before = fill(connection)
    upgrade(engine, revision)
    with engine.connect() as connection:
        after = read(connection)
    assert trimmed(after, before) == trimmed(before, after)


@pytest.mark.parametrize(("revision", "previous"), REVISIONS)
def test_a_filled_database_goes_down_a_revision_and_up_again(
    engine: Engine, revision: str, previous: str
) -> None:
    upgrade(engine, revision)
    with engine.begin() as connection:
        filled = fill(connection)
    downgrade(engine, previous)
    upgrade(engine, revision)
    with engine.connect() as connection:
        assert {table.name for table in schema(connection)} == set(filled)


def test_seeding_twice_is_seeding_once(engine: Engine) -> None:
    upgrade(engine)
    found = []
    for _ in range(2):
        with sessions(engine).begin() as session:
            seed_market(session, MORNING)
            seed_demo(session, MORNING)
        found.append(counts(engine))
    assert found[0] == found[1]
    assert found[0]["products"] >= 60


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the migrations with one more; the path is where it stands."""
    folder = tmp_path / "migrations"
    shutil.copytree(models.migrating.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(models.migrating, "FOLDER", folder)
    return folder / "versions" / "later.py"


def write(later: Path, also: str = "") -> None:
    later.write_text(LATER.format(head=REVISIONS[0][0], also=also))


def test_a_table_that_rows_point_to_can_be_altered(engine: Engine, later: Path) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        before = fill(connection)
    write(later)
    upgrade(engine)
    with engine.connect() as connection:
        after = read(connection)
    assert trimmed(after, before) == before
    assert {row["note"] for row in after["lots"]} == {"-"}
    downgrade(engine, "-1")
    with engine.connect() as connection:
        assert read(connection) == before


def test_a_migration_that_leaves_rows_pointing_to_nothing_is_undone(
    engine: Engine, later: Path
) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        before = fill(connection)
    write(later, also='op.execute("DELETE FROM members")')
    with pytest.raises(Exception, match=r"members|lots") as refused:
        upgrade(engine)
    if engine.dialect.name == "sqlite":
        assert isinstance(refused.value, BrokenReferences)
    with engine.connect() as connection:
        assert read(connection) == before


def test_foreign_keys_hold_again_after_a_migration(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        fill(connection)
    members = Base.metadata.tables["members"]
    with pytest.raises(Exception, match=r"(?i)foreign key"), engine.begin() as connection:
        connection.execute(members.delete())
