"""kill -9 of the worker that sends an announcement: everyone hears it once, nobody is left out."""

import pytest
from sqlalchemy import select

from models.announcement import Announcement, AnnouncementState
from models.announcing import counts
from models.people import Member, Standing
from tests.invariants.crashes import Shop
from tests.invariants.dying import Place, die_at

KILLED = -9
PLACES = [
    Place("bot.broadcast:begin"),
    Place("bot.broadcast:begin", after=True),
    Place("bot.broadcast:_prepare", after=True),
    Place("bot.line:Line.multicast"),
    Place("bot.line:Line.multicast", after=True),
    Place("bot.broadcast:_settle", after=True),
]


def copies(shop: Shop, words: str) -> list[int]:
    """How many copies each member's phone shows."""
    world = shop.world
    with world.house.reading() as session:
        users = session.scalars(
            select(Member.line_user_id).where(Member.standing == Standing.APPROVED)
        ).all()
    phones = [world.line.phone(user)["messages"] for user in users]
    return [sum(m["message"].get("text") == words for m in phone) for phone in phones]


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_killed(shop: Shop, place: Place) -> None:
    words = f"ตลาดหยุดวันศุกร์ค่ะ ({place})"
    with shop.world.house.sessions.begin() as session:
        author, at = session.scalars(select(Member.id)).first() or 0, shop.world.clock()
        number = Announcement.schedule(
            session, author, "news", {"words": words}, [{"kind": "everyone", "of": ""}], at, at
        ).id
    assert shop.life(die_at, place) == KILLED
    shop.recover()
    shop.recover()
    assert set(copies(shop, words)) == {1}
    with shop.world.house.reading() as session:
        made = session.get_one(Announcement, number)
        assert made.state == AnnouncementState.DONE
        assert counts(made).total() == len(copies(shop, words))
    shop.check()
