"""The menus as findings: hung up, or as they are."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from bot.connecting.finding import Finding
from bot.house import House
from bot.menus.drawing import NoShaping
from bot.menus.installing import Installed, astray_count, install, our_menus
from models.menus import RichMenu

ABOUT = "menus"
AGAIN = "Repeat this: it goes on where it stopped"
NO_TABLES = "Is the database there? Then run `flask --app app migrate`"
HANGING = "Run `flask --app app line setup`"


def hang_menus(house: House) -> Iterator[Finding]:
    """Raises AccountError where LINE does not do it; what is done stays done."""
    try:
        done = install(house)
    except NoShaping as error:
        yield Finding(ABOUT, str(error), "Install with bin/setup run")
    except DBAPIError as error:
        yield Finding("database", f"does not work ({type(error.orig).__name__})", NO_TABLES)
    else:
        yield from _told(done)


def _told(done: Installed) -> Iterator[Finding]:
    if done.made:
        yield Finding(ABOUT, f"made: {', '.join(done.made)}")
    if done.kept:
        yield Finding(ABOUT, f"already there: {', '.join(done.kept)}")
    if done.given:
        yield Finding(ABOUT, f"given to {done.given} members, each that of their role")
    if done.removed:
        yield Finding(ABOUT, f"{done.removed} old ones deleted")
    if done.left:
        says = f"{done.left} members do not have theirs yet; the worker goes on trying"
        yield Finding(ABOUT, says, AGAIN)


def look_at_menus(house: House) -> Iterator[Finding]:
    """Raises AccountError."""
    at_line = {menu["richMenuId"] for menu in our_menus(house.account)}
    with house.reading() as session:
        current = {
            menu.audience: menu.line_id
            for menu in session.scalars(select(RichMenu).where(RichMenu.is_current))
        }
    missing = sorted(name for name, line_id in current.items() if line_id not in at_line)
    if not current or missing:
        says = f"missing at LINE: {', '.join(missing)}" if missing else "none hangs"
        yield Finding(ABOUT, says, HANGING)
        return
    yield Finding(ABOUT, f"hanging: {', '.join(current)}")
    if house.account.default_menu() != current.get("guest"):
        yield Finding(ABOUT, "the account's default is another one", HANGING)
    if left := astray_count(house):
        yield Finding(ABOUT, f"{left} members do not have theirs yet", "Is a worker running?")
