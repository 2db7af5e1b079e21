"""Which menu hangs below whose chat: what is installed, and what each member has of it.

What a member should have is never stored: it follows from role and standing, and whoever has
something else is *astray*. So it is found however a role changed, and however a job died.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import (
    ForeignKey,
    Select,
    String,
    Table,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Key, Word
from models.people import Member, Standing

# Longer than a call to LINE may take: until then nobody else gives the same member a menu.
LEASE = timedelta(seconds=20)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=1)
# What a member has who blocked the account and came back: LINE does not say what is left of it.
UNSURE = "unsure"


class RichMenu(Base):
    """A menu of ours that hangs at LINE, by LINE's id. Of each audience the newest is current;
    the others go once nobody has them.
    """

    __tablename__ = "rich_menus"
    id: Mapped[Key]
    audience: Mapped[Word]
    line_id: Mapped[str] = mapped_column(String(60), unique=True)
    is_current: Mapped[bool]

    @classmethod
    def replaced(cls) -> Select[RichMenu]:
        return select(cls).where(cls.is_current.is_(False)).order_by(cls.id)


class MenuLink(Base):
    """The menu a member was given. line_id: LINE's id, "" for none, or UNSURE.

    try_at: not to be tried before; set while somebody is at it, and after a failure.
    """

    __tablename__ = "menu_links"
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    line_id: Mapped[str] = mapped_column(String(60), default="")
    try_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(300))

    def given(self, line_id: str) -> None:
        self.line_id, self.try_at, self.tries, self.error = line_id, None, 0, None

    def put_off(self, error: str, now: datetime) -> None:
        pause = min(FIRST_PAUSE * 2 ** min(self.tries, 12), LONGEST_PAUSE)
        self.tries, self.error, self.try_at = self.tries + 1, error[:300], now + pause


class Astray(NamedTuple):
    """A member who has another menu than the one of their role. wanted: "" for the account's."""

    member_id: int
    line_user_id: str
    wanted: str


def astray() -> Select[int, str, str]:
    """All of them. Who has blocked the account is left alone: nothing reaches them."""
    wanted = func.coalesce(RichMenu.line_id, "")
    role = (RichMenu.audience == Member.role) & (Member.standing == Standing.APPROVED)
    return (
        select(Member.id, Member.line_user_id, wanted)
        .outerjoin(RichMenu, role & RichMenu.is_current.is_(True))
        .outerjoin(MenuLink, MenuLink.member_id == Member.id)
        .where(Member.blocked_at.is_(None), func.coalesce(MenuLink.line_id, "") != wanted)
        .order_by(Member.id)
    )


def astray_now(now: datetime) -> Select[int, str, str]:
    """Those that nobody is at, and whose pause after a failure is over."""
    return astray().where(or_(MenuLink.try_at.is_(None), MenuLink.try_at <= now))


def take_astray(session: Session, now: datetime, most: int) -> list[Astray]:
    """Some of them, leased: nobody else takes them before the lease is over."""
    found = [Astray(*row) for row in session.execute(astray_now(now).limit(most))]
    ids = [each.member_id for each in found]
    _add_missing(session, ids)
    free = (
        select(MenuLink)
        .where(MenuLink.member_id.in_(ids))
        .where(or_(MenuLink.try_at.is_(None), MenuLink.try_at <= now))
        .with_for_update(skip_locked=True)
    )
    mine = {link.member_id: link for link in session.scalars(free)}
    for link in mine.values():
        link.try_at = now + LEASE
    return [each for each in found if each.member_id in mine]


def _add_missing(session: Session, member_ids: Sequence[int]) -> None:
    if not member_ids:
        return
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    rows = [{"member_id": each, "line_id": "", "tries": 0} for each in member_ids]
    session.execute(dialect.insert(_links()).on_conflict_do_nothing(), rows)


def doubt_menu(session: Session, member_id: int) -> None:
    """The member has blocked the account and is back: whatever they had is given again."""
    session.execute(update(MenuLink).where(MenuLink.member_id == member_id).values(line_id=UNSURE))


def hang_up(session: Session, current: dict[str, str], others: Sequence[str]) -> None:
    """From now on these menus count, by audience; *others* of ours at LINE are replaced."""
    known = {menu.line_id: menu for menu in session.scalars(select(RichMenu))}
    wanted = {line_id: (audience, True) for audience, line_id in current.items()}
    wanted |= dict.fromkeys(others, ("", False))
    for line_id, (audience, is_current) in wanted.items():
        menu = known.pop(line_id, None) or RichMenu(line_id=line_id, audience=audience)
        menu.is_current = is_current
        session.add(menu)
    for gone in known.values():  # LINE does not have it any more
        session.delete(gone)


def take_down(session: Session) -> None:
    """No menu of ours is left at LINE, so nobody has one."""
    session.execute(delete(MenuLink))
    session.execute(delete(RichMenu))


def unused(session: Session) -> list[RichMenu]:
    """Replaced menus that nobody has any more."""
    has_it = exists().where(
        MenuLink.line_id == RichMenu.line_id,
        MenuLink.member_id == Member.id,
        Member.blocked_at.is_(None),
    )
    return list(session.scalars(RichMenu.replaced().where(~has_it)))


def forget(session: Session, ids: Sequence[int]) -> None:
    """These menus are gone at LINE."""
    session.execute(delete(RichMenu).where(RichMenu.id.in_(ids)))


def _links() -> Table:
    table: Table = MenuLink.__table__  # type: ignore[assignment]
    return table
