"""Each member has the menu of their role, whatever happens, and nobody is ever without one."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest
from sqlalchemy import select

from bot.account import Account
from models.menus import MenuLink
from models.people import Member, Role, Standing
from tests.bot.menus_seen import all_seen, at_line, hang, plain, seen, versions
from tests.bot.test_commands import run
from tests.world import World

__all__ = ["plain"]
pytestmark = pytest.mark.usefixtures("plain")

FARMER, KITCHEN, STAFF, GUEST = "แม่บุญมี", "คุณอรุณี", "น้องฝ้าย", "ลุงสมัย"
ROLES = {
    **dict.fromkeys(("แม่บุญมี", "ป้าสมร", "พ่อคำพันธ์", "แม่ทองใบ"), "producer"),
    **dict.fromkeys(("คุณอรุณี", "ครูวิภา", "เชฟต้น", "พี่แอน"), "buyer"),
    "น้องฝ้าย": "staff",
    "ลุงสมัย": "guest",
}


class Killed(BaseException):
    """As if the process had been killed."""


def become(world: World, name: str, **fields: Any) -> None:
    """Changed behind everybody's back: no bell rings."""
    with world.house.sessions.begin() as session:
        member = Member.known_as(session, world.user(name))
        for field, value in fields.items():
            setattr(member, field, value)


def test_everybody_gets_the_menu_of_their_role(world: World) -> None:
    done = hang(world)
    assert (len(done.made), done.given, done.left) == (5, 9, 0)
    assert all_seen(world) == ROLES


def test_hanging_them_twice_changes_nothing(world: World) -> None:
    hang(world)
    before = at_line(world)
    done = hang(world)
    assert (done.made, len(done.kept), done.given, done.removed) == ([], 5, 0, 0)
    assert at_line(world) == before
    assert all_seen(world) == ROLES


def test_without_installed_menus_nobody_is_given_one(world: World) -> None:
    world.sweep()
    assert [e for e in world.line.log("api") if "richmenu" in e["path"]] == []


def test_who_is_approved_has_the_menu_at_once(world: World) -> None:
    hang(world)
    become(world, FARMER, standing=Standing.WAITING, applications=1)
    world.sweep()
    assert seen(world, FARMER) == "guest"
    with world.house.sessions.begin() as session:
        number = Member.known_as(session, world.user(FARMER)).id
    world.line.act(world.user(STAFF), "postback", data=f"go=approve&m={number}&n=1")
    world.settle()
    assert seen(world, FARMER) == "producer"


def test_who_is_appointed_has_the_menu_at_once(world: World) -> None:
    hang(world)
    run(world, "appoint", world.user(KITCHEN), KITCHEN)
    world.settle()
    assert seen(world, KITCHEN) == "staff"


@pytest.mark.parametrize(
    ("changed", "menu"),
    [
        ({"role": Role.BUYER}, "buyer"),
        ({"role": Role.COMMITTEE}, "committee"),
        ({"standing": Standing.REFUSED}, "guest"),
    ],
)
def test_a_change_whose_bell_was_lost_is_found_by_the_sweep(
    world: World, changed: dict[str, Any], menu: str
) -> None:
    hang(world)
    become(world, FARMER, **changed)
    world.sweep()
    assert seen(world, FARMER) == menu


def test_who_comes_back_after_blocking_has_the_menu_again(world: World) -> None:
    hang(world)
    world.line.act(world.user(FARMER), "unfollow")
    world.settle()
    world.line.api("DELETE", f"/v2/bot/user/{world.user(FARMER)}/richmenu")
    world.line.act(world.user(FARMER), "follow")
    world.settle()
    assert seen(world, FARMER) == "producer"


def test_what_line_did_not_do_is_tried_again_after_a_pause(world: World) -> None:
    hang(world)
    become(world, FARMER, role=Role.BUYER)
    world.line.faults(api_error_next=1, api_path="/richmenu/")
    world.sweep()
    assert seen(world, FARMER) == "producer"
    world.sweep()
    assert seen(world, FARMER) == "producer", "there is a pause"
    world.clock.forward(seconds=11)
    world.sweep()
    assert seen(world, FARMER) == "buyer"


def test_a_new_version_takes_the_place_of_the_old_one(world: World) -> None:
    first, second = islice(versions(), 2)
    hang(world, first)
    old = at_line(world)
    done = hang(world, second)
    assert (len(done.made), done.given, done.removed, done.left) == (5, 9, 5, 0)
    assert not set(old) & set(at_line(world))
    assert all_seen(world) == ROLES


def test_an_old_menu_stays_while_somebody_has_it_and_goes_later(world: World) -> None:
    first, second = islice(versions(), 2)
    hang(world, first)
    world.line.faults(api_error_next=1, api_path=f"/user/{world.user(FARMER)}/")
    done = hang(world, second)
    assert (done.given, done.left, done.removed) == (8, 1, 4)
    assert all_seen(world) == ROLES
    world.clock.forward(minutes=1)
    world.sweep()
    assert all_seen(world) == ROLES
    assert len(at_line(world)) == 5


def test_killed_after_any_step_it_goes_on_and_nobody_is_ever_without(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each round hangs a new version up and is killed one call later than the round before."""
    ask = Account._ask
    left = 0

    def killing(self: Account, method: str, path: str, *args: Any, **more: Any) -> Any:
        nonlocal left
        answer = ask(self, method, path, *args, **more)
        some = (FARMER, KITCHEN, STAFF, GUEST)
        assert [seen(world, name) for name in some] == [ROLES[name] for name in some]
        if method != "GET":
            left -= 1
            if left == 0:
                raise Killed
        return answer

    changing = versions()
    hang(world, next(changing))
    monkeypatch.setattr(Account, "_ask", killing)
    rounds, was_killed = 0, True
    while was_killed:
        rounds, menus, was_killed = rounds + 1, next(changing), False
        left = rounds
        try:
            hang(world, menus)
        except Killed:
            was_killed = True
        left = -1
        world.clock.forward(minutes=1)  # the dead one's lease is over
        # LINE allows 100 menus an hour; the hour is the platform's.
        world.line.clock.ahead_ms += 3_600_000
        hang(world, menus)
        assert len(at_line(world)) == 5, f"killed after {rounds} calls"
        assert all_seen(world) == ROLES
    assert rounds > 20


def test_whoever_has_the_accounts_own_menu_anyway_needs_no_row(world: World) -> None:
    hang(world)
    with world.house.reading() as session:
        guests = select(Member.id).where(Member.line_user_id == world.user(GUEST))
        assert session.scalars(select(MenuLink).where(MenuLink.member_id.in_(guests))).all() == []
