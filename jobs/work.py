"""The jobs. A bell's argument is text; losing a bell loses nothing, the sweep rings again."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime
from typing import ParamSpec

from flask import current_app
from sqlalchemy.orm import Session

from bot.broadcast import announce as announce_due
from bot.broadcast import read_allowance
from bot.groupposts import tell_groups as tell_groups_due
from bot.house import House
from bot.logs import told
from bot.menus.giving import give_menus
from bot.photos import fetch as fetch_photos
from bot.post import deliver as deliver_letters
from handlers.taking_turns import listen as listen_to
from handlers.taking_turns import listen_to_round
from jobs.warning import warn_of_quota
from models.announcement import Announcement, AnnouncementPart
from models.answers import lapse as lapse_offers
from models.base import needed
from models.cancelling import close as close_order
from models.database import in_transaction
from models.grouppost import GroupPost, chats_to_tell, owe_post
from models.keeping import let_go
from models.match import match as match_all
from models.matchcall import MatchCall
from models.menus import astray_now, unused
from models.order import Order
from models.owed import due
from models.photo import Photo
from models.quota import release_letters
from models.reminding import members_to_remind, remind
from models.standing.making import kitchens_to_make_for, make_due
from models.waiting import waiting_senders


class JobFailed(Exception):
    """What RQ keeps and logs of a failure; args[0] says what went wrong and where."""


P = ParamSpec("P")


def job(work: Callable[P, None]) -> Callable[P, None]:
    """RQ logs a failure's own words, and keeps them for a week; people's words may be in them."""

    @functools.wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            work(*args, **kwargs)
        except Exception as error:
            raise JobFailed(told(error)) from None

    return run


@job
def listen(sender: str) -> None:
    house = _taken("jobs.work.listen", sender)
    listen_to(house, sender)


@job
def hear(some: str) -> None:
    """Hear whoever of a round waits. However many they are, they cost one job."""
    house = _taken("jobs.work.hear", some)
    listen_to_round(house, some)


@job
def match() -> None:
    house = _taken("jobs.work.match")
    _ring(house, in_transaction(house.sessions, lambda session: _match(session, house.clock())))


def _match(session: Session, now: datetime) -> set[str]:
    match_all(session, now)
    return needed(session)


@job
def deliver() -> None:
    deliver_letters(_taken("jobs.work.deliver"))


@job
def announce() -> None:
    announce_due(_taken("jobs.work.announce"))


@job
def tell_groups() -> None:
    tell_groups_due(_taken("jobs.work.tell_groups"))


@job
def fetch() -> None:
    fetch_photos(_taken("jobs.work.fetch"))


@job
def link() -> None:
    give_menus(_taken("jobs.work.link"))


@job
def sweep() -> None:
    """Every minute: let time do what nobody did, and ring for whatever waits."""
    house = _taken("jobs.work.sweep")
    try:
        _let_time_pass(house)
        warn_of_quota(house)
        read_allowance(house)
    finally:  # a bug there must leave nobody unheard
        _ring_for_what_waits(house)


def _ring_for_what_waits(house: House) -> None:
    with house.reading() as session:
        senders = session.scalars(waiting_senders()).all()
        calls = session.scalars(MatchCall.open_calls(1)).first()
        letter = session.scalars(due(house.clock()).limit(1)).first()
        photo = session.scalars(Photo.owed().limit(1)).first()
        now = house.clock()
        begins = session.scalars(Announcement.due(now).limit(1)).first()
        part = session.scalars(AnnouncementPart.due(now).limit(1)).first()
        post = session.scalars(GroupPost.due(now).limit(1)).first()
        menu = session.execute(astray_now(now).limit(1)).first() or unused(session)
    house.bells.ring_all(("jobs.work.listen", sender) for sender in senders)
    waiting = {
        "match": calls,
        "deliver": letter,
        "fetch": photo,
        "announce": begins or part,
        "tell_groups": post,
        "link": menu or None,
    }
    _ring(house, {name for name, row in waiting.items() if row is not None})


def _let_time_pass(house: House) -> None:
    now = house.clock()
    in_transaction(house.sessions, lambda session: lapse_offers(session, now))
    _remind(house, now)
    in_transaction(house.sessions, lambda session: release_letters(session, now))
    in_transaction(house.sessions, lambda session: let_go(session, now))
    with house.reading() as session:
        past = session.scalars(Order.past_cut_off(now)).all()
    for order_id in past:
        with house.sessions.begin() as session:
            close_order(session, order_id, now)
    _make_standing_orders(house, now)
    _sum_up_for_groups(house, now)


def _sum_up_for_groups(house: House, now: datetime) -> None:
    """After what the day has closed and made: the summaries tell of it."""
    with house.reading() as session:
        chats = session.scalars(chats_to_tell(now)).all()
    for chat in chats:
        in_transaction(house.sessions, functools.partial(owe_post, chat_id=chat, now=now))


def _remind(house: House, now: datetime) -> None:
    with house.reading() as session:
        members = members_to_remind(session, now)
    for member in members:
        in_transaction(house.sessions, functools.partial(remind, member_id=member, now=now))


def _make_standing_orders(house: House, now: datetime) -> None:
    """Each kitchen's in a transaction of its own: what is made stays when the next one fails."""
    with house.reading() as session:
        kitchens = session.scalars(kitchens_to_make_for(now)).all()
    for kitchen in kitchens:
        in_transaction(house.sessions, functools.partial(make_due, buyer_id=kitchen, now=now))


def _ring(house: House, work: set[str]) -> None:
    house.bells.ring_all((f"jobs.work.{name}",) for name in sorted(work))


def _taken(job: str, *args: str) -> House:
    house: House = current_app.extensions["house"]
    house.bells.taken(job, *args)
    return house
