"""Hangs the menus up at LINE and takes them down again.

LINE never changes a menu's picture, so a new version is a new menu: all are made first, then the
default and everybody's link move, each from the old menu to the new in one call, and only what
nobody has any more is deleted. A menu's name carries a digest of all it shows and does: whoever
repeats this, after whatever interruption, finds by their names what is there already.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL.Image import Image
from sqlalchemy import func, select

from bot.account import Account, Json
from bot.house import House
from bot.menus.areas import line_object
from bot.menus.declared import MENUS, Audience, Menu
from bot.menus.drawing import draw, png
from bot.menus.giving import give_some, remove_unused
from models.menus import astray, hang_up, take_down

# What begins so is ours, and nothing else is touched.
OURS = "sanpalang/"


@dataclass
class Installed:
    """made, kept: audiences; given: members who got another menu; removed: old menus;
    left: members who still have another menu than theirs.
    """

    made: list[str]
    kept: list[str]
    given: int = 0
    removed: int = 0
    left: int = 0


def install(house: House, menus: Sequence[Menu] = MENUS) -> Installed:
    """Raises AccountError where LINE does not do it; repeating goes on where it stopped."""
    account, done = house.account, Installed([], [])
    ours = our_menus(account)
    current = {menu.audience.value: _hang(account, menu, ours, done) for menu in menus}
    if account.default_menu() != current[Audience.GUEST]:
        account.set_default_menu(current[Audience.GUEST])
    others = {menu["richMenuId"] for menu in ours} - set(current.values())
    with house.sessions.begin() as session:
        hang_up(session, current, sorted(others))
    while (given := give_some(house)) is not None:
        done.given += given
    done.removed, done.left = remove_unused(house), astray_count(house)
    return done


def remove(house: House) -> int:
    """Delete every menu of ours, and the default where it is one; how many there were.

    The rows first: nobody is given what is about to go. Raises AccountError.
    """
    with house.sessions.begin() as session:
        take_down(session)
    ids = [menu["richMenuId"] for menu in our_menus(house.account)]
    if house.account.default_menu() in ids:
        house.account.clear_default_menu()
    for menu_id in ids:
        house.account.delete_menu(menu_id)
    return len(ids)


def our_menus(account: Account) -> list[Json]:
    return [menu for menu in account.menus() if str(menu.get("name", "")).startswith(OURS)]


def astray_count(house: House) -> int:
    with house.reading() as session:
        return session.scalar(select(func.count()).select_from(astray().subquery())) or 0


def name_of(menu: Menu, picture: Image) -> str:
    """The same for the same fields, words and pixels; a packed file differs between libraries."""
    said = json.dumps(line_object(menu, ""), sort_keys=True).encode()
    digest = hashlib.sha256(said + picture.tobytes()).hexdigest()
    return f"{OURS}{menu.audience.value}/{digest[:16]}"


def _hang(account: Account, menu: Menu, ours: Iterable[Json], done: Installed) -> str:
    """The id of this menu at LINE, which is made unless it is there."""
    picture = draw(menu)
    name = name_of(menu, picture)
    there = [known["richMenuId"] for known in ours if known["name"] == name]
    for menu_id in there:
        if account.has_picture(menu_id):
            done.kept.append(menu.audience.value)
            return str(menu_id)
    menu_id = there[0] if there else account.create_menu(line_object(menu, name))
    account.set_picture(menu_id, png(picture))
    done.made.append(menu.audience.value)
    return str(menu_id)
