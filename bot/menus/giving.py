"""Gives each member the menu of their role, and takes away what was replaced."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from bot.account import AccountError
from bot.house import House
from bot.turn import MOST_TOGETHER, Turn
from models.menus import Astray, MenuLink, forget, take_astray, unused

log = structlog.get_logger()


def give_menus(house: House) -> None:
    """One turn of it, for a job; a bell rings for those who are left."""
    turn = Turn()
    while give_some(house) is not None:
        if turn.is_over():
            house.bells.ring("jobs.work.link")
            return
    remove_unused(house)


def give_some(house: House) -> int | None:
    """As many members as are served side by side: how many got theirs, None when nobody is left.

    One call for each member, because LINE answers it when it is done. A bulk call is answered
    before it is done and never says when, so nobody could know when the old menu may go.
    """
    with house.sessions.begin() as session:
        some = take_astray(session, house.clock(), MOST_TOGETHER)
    if not some:
        return None
    errors = list(house.hands.map(lambda each: _give(house, each), some))
    _settle(house, some, errors)
    return errors.count(None)


def _give(house: House, each: Astray) -> str | None:
    """What kept it from being given, None when nothing did."""
    try:
        house.account.give_menu(each.line_user_id, each.wanted)
    except AccountError as error:
        return str(error)
    return None


def _settle(house: House, some: Sequence[Astray], errors: Sequence[str | None]) -> None:
    with house.sessions.begin() as session:
        for each, error in zip(some, errors, strict=True):
            link = session.get_one(MenuLink, each.member_id, with_for_update=True)
            if error is None:
                link.given(each.wanted)
            else:
                link.put_off(error, house.clock())
                log.warning("menu not given", member=each.member_id, status=error.split()[0])


def remove_unused(house: House) -> int:
    """Delete at LINE what was replaced and nobody has any more; how many. A failure waits."""
    with house.reading() as session:
        menus = unused(session)
    done = [menu.id for menu in menus if _deleted(house, menu.line_id)]
    with house.sessions.begin() as session:
        forget(session, done)
    return len(done)


def _deleted(house: House, line_id: str) -> bool:
    try:
        house.account.delete_menu(line_id)
    except AccountError as error:
        log.warning("old menu not deleted", status=error.status)
        return False
    return True
