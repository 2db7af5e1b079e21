"""Who has another menu than the one of their role, and that only one at a time gives it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine

from models.database import open_database, sessions
from models.menus import LEASE, UNSURE, MenuLink, astray, hang_up, take_astray, take_down, unused
from models.people import Member, Role, Standing
from models.presence import come_back, leave
from tests.databases import MORNING
from tests.models.market import Market

FARMER = "แม่บุญมี"
MENUS = {"guest": "g", "producer": "p", "buyer": "b", "staff": "s"}


def wanted(market: Market) -> dict[str, str]:
    """By name, what those have to be given who are astray."""
    market.session.flush()
    return {
        market.session.get_one(Member, member).name or "": menu
        for member, _, menu in market.session.execute(astray())
    }


def give_all(market: Market) -> None:
    for each in take_astray(market.session, market.now, 100):
        market.session.get_one(MenuLink, each.member_id).given(each.wanted)
    market.session.flush()


def test_without_menus_nobody_is_astray(market: Market) -> None:
    assert wanted(market) == {}


def test_everybody_is_given_the_menu_of_their_role_once(market: Market) -> None:
    hang_up(market.session, MENUS, [])
    assert wanted(market)[FARMER] == "p"
    give_all(market)
    assert wanted(market) == {}


def test_whoever_changes_is_astray_and_none_else(market: Market) -> None:
    hang_up(market.session, MENUS, [])
    give_all(market)
    farmer = market.member(FARMER)
    farmer.role = Role.STAFF
    assert wanted(market) == {FARMER: "s"}
    farmer.role, farmer.standing = Role.PRODUCER, Standing.REFUSED
    assert wanted(market) == {FARMER: ""}
    farmer.standing = Standing.APPROVED
    assert wanted(market) == {}


def test_a_role_without_a_menu_has_the_accounts(market: Market) -> None:
    hang_up(market.session, MENUS, [])
    give_all(market)
    market.member(FARMER).role = Role.COMMITTEE
    assert wanted(market) == {FARMER: ""}


def test_who_blocks_us_is_left_alone_until_they_are_back(market: Market) -> None:
    hang_up(market.session, MENUS, [])
    give_all(market)
    farmer = market.member(FARMER)
    leave(market.session, farmer, market.now)
    farmer.role = Role.STAFF
    assert wanted(market) == {}
    come_back(market.session, farmer, market.now)
    assert market.session.get_one(MenuLink, farmer.id).line_id == UNSURE
    assert wanted(market) == {FARMER: "s"}


def test_a_replaced_menu_is_unused_once_its_last_member_has_another(market: Market) -> None:
    hang_up(market.session, MENUS, [])
    give_all(market)
    hang_up(market.session, {**MENUS, "staff": "s2"}, ["p-lost", "s"])
    assert [menu.line_id for menu in unused(market.session)] == ["p-lost"]
    give_all(market)
    assert [menu.line_id for menu in unused(market.session)] == ["s", "p-lost"]


def test_what_line_has_lost_is_forgotten_and_given_anew(market: Market) -> None:
    hang_up(market.session, MENUS, [])
    give_all(market)
    hang_up(market.session, {**MENUS, "producer": "p2"}, [])
    assert set(wanted(market).values()) == {"p2"}
    assert unused(market.session) == []


def test_after_taking_down_nobody_has_or_wants_any(market: Market) -> None:
    hang_up(market.session, MENUS, [])
    give_all(market)
    take_down(market.session)
    assert wanted(market) == {}


def test_pauses_after_failures_grow_to_an_hour() -> None:
    link = MenuLink(member_id=1, line_id="", tries=0)
    pauses = []
    for _ in range(12):
        link.put_off("500 " + "x" * 400, MORNING)
        assert link.try_at
        pauses.append(link.try_at - MORNING)
    assert pauses[:3] == [timedelta(seconds=s) for s in (10, 20, 40)]
    assert pauses[-1] == timedelta(hours=1)
    assert len(link.error or "") == 300


def test_what_one_has_taken_no_other_takes_before_its_lease_is_over(market_url: str) -> None:
    engine: Engine = open_database(market_url)
    make = sessions(engine)
    with make.begin() as session:
        hang_up(session, MENUS, [])
    with make.begin() as session:
        mine = take_astray(session, MORNING, 5)
    with make.begin() as session:
        others = take_astray(session, MORNING, 100)
    assert len(mine) == 5
    assert not {each.member_id for each in mine} & {each.member_id for each in others}
    with make.begin() as session:
        again = take_astray(session, MORNING + LEASE, 100)
    assert {each.member_id for each in again} == {each.member_id for each in [*mine, *others]}
    engine.dispose()
