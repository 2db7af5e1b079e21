"""An announcement reaches whom it means, once each, and says truthfully what became of it."""

from __future__ import annotations

from datetime import timedelta

from models.allowance import Allowance
from models.announcement import Announcement, AnnouncementState
from models.announcing import begin, finish, run_out, send_on
from models.inbox import ReplyState
from models.keeping import KEPT, let_go
from models.photo import Photo
from tests.models.market import Market
from tests.models.riding_breaks import in_an_answer, in_one_call

STAFF = "น้องฝ้าย"


def scheduled(market: Market, picture: str = "", ahead: int = 0) -> Announcement:
    content = {"picture": picture} if picture else {"words": "อบรม"}
    audience = [{"kind": "everyone", "of": ""}]
    at, author = market.now + timedelta(days=ahead), market.member(STAFF).id
    return Announcement.schedule(market.session, author, "news", content, audience, at, market.now)


def runs_out(market: Market, made: Announcement) -> None:
    """LINE says so at the next part."""
    part = next(each for each in made.parts if each.state == "owed")
    part.begin_try(market.now)
    part.not_taken()
    run_out(market.session, part, "429")
    finish(market.session, made, market.now)


def test_a_month_that_is_still_used_up_is_told_again(market: Market) -> None:
    made = scheduled(market)
    begin(market.session, made, [{"type": "text", "text": "อบรม"}], market.now)
    runs_out(market, made)
    finish(market.session, made, market.now)
    assert len(market.letters(STAFF, "announced")) == 1
    assert send_on(market.session, made, market.now)
    runs_out(market, made)
    assert made.state == AnnouncementState.PAUSED
    assert len(market.letters(STAFF, "announced")) == 2


def test_letters_that_went_along_cost_no_paid_message(market: Market) -> None:
    Allowance.keep(market.session, 100, 0, market.now)
    newest = Allowance.newest(market.session)
    assert newest is not None
    event, answered = in_an_answer(market)
    event.reply_state = ReplyState.SENT
    for letter in (answered, *in_one_call(market)):
        letter.arrived(market.now + timedelta(minutes=1))
    market.session.flush()
    assert newest.left(market.session, market.now) == 99


def test_the_picture_of_what_is_still_to_be_announced_is_kept(market: Market) -> None:
    photo = Photo.ask(market.session, "M1", market.now)
    photo.wants_whole = True
    photo.keep(b"picture", "image/jpeg", market.now)
    made = scheduled(market, photo.token, ahead=50)
    let_go(market.session, market.now + KEPT + timedelta(days=1))
    assert photo.error is None
    made.state = AnnouncementState.WITHDRAWN
    market.session.flush()
    let_go(market.session, market.now + KEPT + timedelta(days=1))
    assert photo.error is not None
