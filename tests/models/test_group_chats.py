"""Group chats: coming and going, who may decide, and a day's summary decided once."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from models.allowance import Allowance
from models.base import needed
from models.calendar import BANGKOK, CUT_OFF, DIGEST_AT, SLEEPS
from models.groupchat import GroupChat
from models.groupday import MOST_WANTED, group_day
from models.grouppost import GroupPost, PostState, chats_to_tell, owe_post
from models.keeping import KEPT, let_go
from models.leaders import chats_of, leaders, producers_called
from models.people import Member, Role, Standing
from models.tries import LEASE, RETRY_KEY_LIFE
from tests.models.market import TODAY, TOMORROW, Market

FARMER, OTHER, KITCHEN = "แม่บุญมี", "ป้าสมร", "คุณอรุณี"
LINE_ID = "C" + "1" * 32
KALE = "ฟักข้าว"


def at(hour: int, minute: int = 0, day: date = TODAY) -> datetime:
    return datetime.combine(day, time(hour, minute), BANGKOK)


@pytest.fixture
def chat(market: Market) -> GroupChat:
    """Linked to the farmer's group, and its leader wants the summary."""
    chat = GroupChat.known_as(market.session, LINE_ID)
    chat.come_in(1)
    chat.link(market.member(FARMER), market.now)
    chat.wants_since = market.now
    return chat


def promise(market: Market, kilos: int = 5, day: date = TOMORROW) -> None:
    market.post(FARMER, 20, product=KALE)
    market.order(KITCHEN, {KALE: kilos}, day=day)
    market.match()
    market.answer(FARMER, True)


def posts(market: Market) -> list[GroupPost]:
    return list(market.session.scalars(select(GroupPost).order_by(GroupPost.id)))


def due(market: Market) -> list[int]:
    return list(market.session.scalars(chats_to_tell(market.now)))


def test_a_chat_is_one_row_however_often_it_is_met(market: Market) -> None:
    first = GroupChat.known_as(market.session, LINE_ID)
    assert GroupChat.known_as(market.session, LINE_ID) is first


def test_leaving_ends_link_and_summary_and_coming_back_owes_an_introduction(
    market: Market, chat: GroupChat
) -> None:
    chat.introduced_at = market.now
    chat.go(5, market.now)
    assert (chat.producer_group, chat.wants_summary) == (None, False)
    chat.come_in(6)
    assert (chat.left_at, chat.introduced_at) == (None, None)


def test_a_second_join_while_in_it_owes_nothing_more(market: Market, chat: GroupChat) -> None:
    chat.introduced_at = market.now
    chat.come_in(7)
    assert chat.introduced_at == market.now


def test_what_is_delivered_late_changes_nothing(market: Market, chat: GroupChat) -> None:
    chat.come_in(10)
    chat.go(9, market.now)
    assert (chat.left_at, chat.wants_summary) == (None, True)
    chat.go(11, market.now)
    chat.come_in(10)
    assert chat.left_at == market.now
    assert not chat.is_open(10)


def test_who_is_heard_after_leaving_proves_that_the_bot_is_back(
    market: Market, chat: GroupChat
) -> None:
    chat.go(11, market.now)
    assert chat.is_open(12)
    assert (chat.left_at, chat.producer_group) == (None, None)


def test_only_people_of_the_linked_group_are_of_it_and_only_its_leaders_lead(
    market: Market, chat: GroupChat
) -> None:
    farmer, other, kitchen = (market.member(name) for name in (FARMER, OTHER, KITCHEN))
    other.leads_group = True
    assert [chat.is_of(each) for each in (farmer, other, kitchen, None)] == [True, *[False] * 3]
    assert not any(chat.is_led_by(each) for each in (farmer, other, kitchen, None))
    farmer.leads_group = True
    assert chat.is_led_by(farmer)
    farmer.role = Role.COMMITTEE
    assert not chat.is_led_by(farmer)


def test_of_a_chat_that_is_not_linked_nobody_is(market: Market) -> None:
    chat = GroupChat.known_as(market.session, LINE_ID)
    nobodys = Member(line_user_id="U1", standing=Standing.APPROVED, role=Role.PRODUCER)
    assert not chat.is_of(nobodys)


def test_another_role_ends_leading_for_good(market: Market) -> None:
    farmer = market.member(FARMER)
    farmer.leads_group = True
    assert leaders(market.session) == [farmer]
    farmer.appoint(Role.STAFF, FARMER, market.now)
    farmer.appoint(Role.PRODUCER, FARMER, market.now)
    assert leaders(market.session) == []


def test_producers_are_found_by_name_whatever_its_spaces(market: Market) -> None:
    assert producers_called(market.session, "แม่ บุญมี") == [market.member(FARMER)]
    assert producers_called(market.session, KITCHEN) == []


def test_a_group_knows_its_chats(market: Market, chat: GroupChat) -> None:
    assert chats_of(market.session, chat.producer_group_id) == [chat]
    assert chats_of(market.session, market.member(OTHER).producer_group_id) == []


def test_tomorrow_tells_what_goes_out_and_who_brings_it(market: Market, chat: GroupChat) -> None:
    promise(market)
    facts = group_day(market.session, chat.producer_group_id or 0, market.now)
    assert facts is not None
    assert facts["day"] == TOMORROW.isoformat()
    (good,) = facts["goods"]
    assert (good["product"], good["quantity"], good["bring"]) == (KALE, 5000, [[FARMER, 5000]])


def test_several_who_bring_the_same_are_summed_the_largest_first(
    market: Market, chat: GroupChat
) -> None:
    friend = Member(
        line_user_id="U2",
        name="แม่คำ ใจดี",
        role=Role.PRODUCER,
        standing=Standing.APPROVED,
        producer_group_id=chat.producer_group_id,
    )
    market.session.add(friend)
    market.session.flush()
    market.post(FARMER, 4, product=KALE, baht=20)
    market.post("แม่คำ ใจดี", 20, product=KALE, baht=30)
    market.order(KITCHEN, {KALE: 10})
    market.match()
    market.answer(FARMER, True)
    market.answer("แม่คำ ใจดี", True)
    facts = group_day(market.session, chat.producer_group_id or 0, market.now)
    assert facts is not None
    (good,) = facts["goods"]
    assert good["quantity"] == 10_000
    assert good["bring"] == [["แม่คำ", 6000], [FARMER, 4000]]
    assert good["kitchens"] == 1


def test_what_is_only_offered_or_goes_out_another_day_or_is_anothers_is_not_told(
    market: Market, chat: GroupChat
) -> None:
    market.post(FARMER, 20, product=KALE)
    market.order(KITCHEN, {KALE: 5})
    market.match()
    assert group_day(market.session, chat.producer_group_id or 0, market.now) is None
    market.answer(FARMER, True)
    other = market.member(OTHER).producer_group_id or 0
    assert group_day(market.session, other, market.now) is None
    market.later(days=1)
    assert group_day(market.session, chat.producer_group_id or 0, market.now) is None


def test_kitchens_are_named_only_where_they_show_their_names(
    market: Market, chat: GroupChat
) -> None:
    promise(market)
    buyer = market.member(KITCHEN).buyer
    assert buyer is not None
    for shows, names in ((False, []), (True, [buyer.name])):
        buyer.shows_name = shows
        market.session.flush()
        facts = group_day(market.session, chat.producer_group_id or 0, market.now)
        assert facts is not None
        assert (facts["goods"][0]["names"], facts["goods"][0]["kitchens"]) == (names, 1)


def test_wanted_are_goods_the_group_has_sold_and_what_is_left_out_is_counted(
    market: Market, chat: GroupChat
) -> None:
    promise(market, 20)
    days = [TODAY + timedelta(days=2 + n) for n in range(MOST_WANTED)]
    for day in days:
        market.order(KITCHEN, {KALE: 3, "ขนมเทียน": 9}, day=day)
    market.order(KITCHEN, {KALE: 7}, day=TOMORROW)
    market.match()
    facts = group_day(market.session, chat.producer_group_id or 0, market.now)
    assert facts is not None
    assert {each["product"] for each in facts["wanted"]} == {KALE}
    first = facts["wanted"][0]
    assert (first["day"], first["quantity"]) == (TOMORROW.isoformat(), 7000)
    assert (len(facts["wanted"]), facts["more"]) == (MOST_WANTED, 1)


def test_the_summary_is_decided_between_half_past_four_and_the_night_for_who_wants_it(
    market: Market, chat: GroupChat
) -> None:
    found = {}
    for hour, minute in ((16, 29), (16, 30), (19, 59), (20, 0)):
        market.now = at(hour, minute)
        found[hour, minute] = due(market)
    assert found == {(16, 29): [], (16, 30): [chat.id], (19, 59): [chat.id], (20, 0): []}
    market.now = at(17)
    chat.wants_since = at(16, 31)
    assert due(market) == []
    chat.wants_since = None
    assert due(market) == []


def test_a_day_is_decided_once(market: Market, chat: GroupChat) -> None:
    promise(market)
    market.now = at(16, 30)
    owe_post(market.session, chat.id, market.now)
    owe_post(market.session, chat.id, market.now)
    (post,) = posts(market)
    assert (post.state, post.day) == (PostState.OWED, TODAY)
    assert "tell_groups" in needed(market.session)
    assert due(market) == []
    market.now = at(16, 30, TOMORROW)
    assert due(market) == [chat.id]


def test_the_retry_key_is_the_same_whoever_makes_the_post(market: Market, chat: GroupChat) -> None:
    promise(market)
    market.now = at(16, 30)
    owe_post(market.session, chat.id, market.now)
    (post,) = posts(market)
    first = post.retry_key
    market.session.delete(post)
    market.session.flush()
    owe_post(market.session, chat.id, market.now)
    assert posts(market)[0].retry_key == first


def test_a_day_with_nothing_to_say_is_decided_too(market: Market, chat: GroupChat) -> None:
    market.now = at(16, 30)
    owe_post(market.session, chat.id, market.now)
    (post,) = posts(market)
    assert (post.state, post.facts) == (PostState.NOTHING, None)
    assert market.session.scalars(GroupPost.due(market.now)).all() == []
    promise(market, day=TOMORROW + timedelta(days=1))
    assert due(market) == []


@pytest.fixture
def post(market: Market, chat: GroupChat) -> GroupPost:
    promise(market)
    market.now = at(16, 30)
    owe_post(market.session, chat.id, market.now)
    return posts(market)[0]


def test_a_try_keeps_others_off_for_a_while(market: Market, post: GroupPost) -> None:
    assert post.prepare(market.now)
    assert market.session.scalars(GroupPost.due(market.now)).all() == []
    later = market.now + LEASE
    assert market.session.scalars(GroupPost.due(later)).all() == [post]


@pytest.mark.parametrize("began", [False, True])
def test_what_nobody_wants_any_more_is_stopped_or_unsure_when_it_may_have_arrived(
    market: Market, chat: GroupChat, post: GroupPost, began: bool
) -> None:
    if began:
        post.prepare(market.now)
    chat.unlink()
    assert not post.prepare(market.now)
    assert post.state == (PostState.UNSURE if began else PostState.STOPPED)


def test_at_night_and_after_its_retry_key_is_forgotten_nothing_is_tried(
    market: Market, post: GroupPost
) -> None:
    assert post.is_past(datetime.combine(TODAY, SLEEPS, BANGKOK))
    assert not post.prepare(at(20))
    assert post.state == PostState.STOPPED
    post.first_tried_at = market.now - RETRY_KEY_LIFE
    assert not post.prepare(market.now)
    assert post.state == PostState.UNSURE


def test_a_post_counts_as_many_paid_messages_as_the_chat_has_people(
    market: Market, post: GroupPost
) -> None:
    Allowance.keep(market.session, 500, 100, market.now)
    post.state, post.sent_at, post.people = PostState.SENT, market.now + timedelta(seconds=1), 30
    market.session.flush()
    newest = Allowance.newest(market.session)
    assert newest is not None
    assert newest.left(market.session, at(17)) == 370


def test_who_brought_what_is_let_go_of_in_time(market: Market, post: GroupPost) -> None:
    post.state, post.rendered = PostState.SENT, [{"type": "text", "text": FARMER}]
    let_go(market.session, market.now + KEPT)
    assert post.facts is not None
    let_go(market.session, market.now + KEPT + timedelta(days=1))
    assert (post.facts, post.rendered) == (None, None)
    assert post.state == PostState.SENT


def test_the_digest_comes_after_the_usual_cut_off() -> None:
    assert DIGEST_AT > CUT_OFF
