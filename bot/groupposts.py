"""Posts the summaries that group chats are owed: each once by its retry key, whoever dies."""

from __future__ import annotations

import structlog
from sqlalchemy.orm import Session

from bot.draining import drain
from bot.fate import Fate
from bot.groupday import render
from bot.house import House
from models.grouppost import GroupPost, PostState

log = structlog.get_logger()


def tell_groups(house: House) -> None:
    """Send what is due, one turn of it; a bell rings for the rest. Raises NotYet when some must be
    tried again.
    """
    drain(house, "jobs.work.tell_groups", _take, _send)


def _take(house: House) -> GroupPost | None:
    """The next that is due, leased so that nobody else sends it now."""
    now = house.clock()
    with house.sessions.begin() as session:
        due = GroupPost.due(now).limit(1).with_for_update(skip_locked=True)
        post = session.scalars(due).first()
        if post is not None and post.prepare(now):
            _write(post)
    return post


def _write(post: GroupPost) -> None:
    """Rendered at the first try, so that a retry is the same to the byte."""
    group = post.chat.producer_group
    if post.rendered is None and post.facts is not None and group is not None:
        post.rendered = render(group.short_name, post.facts)


def _send(house: House, post: GroupPost) -> bool:
    """True unless it has to be tried again; one that is not to be posted any more is not."""
    if post.state != PostState.OWED:
        return True
    with house.reading() as session:
        to = session.get_one(GroupPost, post.id).chat.line_id
    people = house.line.people_in(to)
    fate, detail = house.line.push(to, post.rendered or [], post.retry_key)
    with house.sessions.begin() as session:
        return _settle(session, post.id, people, (fate, detail), house)


def _settle(
    session: Session, post_id: int, people: int | None, came: tuple[Fate, str], house: House
) -> bool:
    """What a sender that slept past its lease learns late must not undo what another has learnt."""
    post = session.get_one(GroupPost, post_id, with_for_update=True)
    (fate, detail), now = came, house.clock()
    if post.state == PostState.SENT:
        return True
    if fate in (Fate.QUOTA, Fate.LATER):
        post.not_taken()
    if fate == Fate.ARRIVED:
        post.state, post.sent_at, post.people, post.error = PostState.SENT, now, people, None
    elif fate in (Fate.UNSURE, Fate.LATER):
        post.put_off(detail, now)
    else:
        post.state = PostState.QUOTA if fate == Fate.QUOTA else PostState.FAILED
        post.error = detail
        log.error("group summary not posted", post=post_id, state=post.state, status=detail[:3])
    return post.state != PostState.OWED
