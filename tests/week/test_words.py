"""What the week's people type is read as they mean it: else the week would measure the reader."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.language.catalogue import Catalogue
from bot.language.reader import read
from bot.language.reading import Item as Read
from bot.shelf import Shelf
from models.database import open_database, sessions
from models.migrating import upgrade
from models.seeding import seed_market
from week import words
from week.clock import SUNDAY, moment
from week.plan import draw_plan
from week.wants import Item

PLAN = draw_plan(seed=3, kitchens=12)
FORMS = range(0, 60, 7)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('week') / 'market.sqlite3'}")
    upgrade(engine)
    with sessions(engine).begin() as session:
        seed_market(session, moment(0, 6))
    with sessions(engine)() as session:
        found = Shelf().catalogue(session)
    engine.dispose()
    return found


def goods(items: tuple[Read, ...]) -> list[tuple[str | None, int, str | None]]:
    return [(item.product_name, int(item.quantity or 0), item.unit) for item in items]


def meant(items: tuple[Item, ...]) -> list[tuple[str | None, int, str | None]]:
    return [(item.good.product, item.quantity, item.good.unit) for item in items]


def on(day: int) -> date:
    return SUNDAY + timedelta(days=day)


@pytest.mark.parametrize("form", FORMS)
def test_orders_are_read_as_meant(catalogue: Catalogue, form: int) -> None:
    for wish in PLAN.orderings:
        today = wish.at.date()
        text = words.order(wish, (today - SUNDAY).days, form)
        it = read(text, role="buyer", catalogue=catalogue, today=today)
        assert (goods(it.items), it.date, list(it.missing)) == (
            meant(wish.items),
            on(wish.day),
            [],
        ), text


@pytest.mark.parametrize("form", FORMS)
def test_posts_are_read_as_meant(catalogue: Catalogue, form: int) -> None:
    for wish in PLAN.postings:
        today = wish.at.date()
        text = words.posting(wish, form)
        (it,) = read(text, role="producer", catalogue=catalogue, today=today).items
        assert (it.product_name, it.unit) == (wish.good.product, wish.good.unit), text
        assert [it.quantity, it.quantity_max] == [wish.quantity, wish.most], text
        assert it.price == wish.price, text


@pytest.mark.parametrize("form", FORMS)
def test_standing_orders_are_read_as_meant(catalogue: Catalogue, form: int) -> None:
    for wish in PLAN.standings:
        text = words.standing(wish, PLAN.days, form)
        it = read(text, role="buyer", catalogue=catalogue, today=SUNDAY)
        assert goods(it.items) == meant(wish.items), text
        assert it.recurrence is not None, text
        assert it.recurrence.count(",") == len(wish.weekdays) - 1, text
