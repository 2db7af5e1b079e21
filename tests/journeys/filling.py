"""A demo market in an empty database, made once and copied for each chat."""

from __future__ import annotations

from models.database import open_database, sessions
from models.migrating import upgrade
from models.seeding import seed_demo, seed_market
from tests.world import MORNING


def fill(url: str) -> None:
    engine = open_database(url)
    upgrade(engine)
    with sessions(engine).begin() as session:
        seed_market(session, MORNING)
        seed_demo(session, MORNING)
    engine.dispose()
