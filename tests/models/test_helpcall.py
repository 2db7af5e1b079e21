"""A call for a person: all staff are told once, one of them takes it, its words are let go of."""

from __future__ import annotations

from sqlalchemy import select

from models.helpcall import ONE_CALL_EACH, HelpCall
from models.keeping import KEPT, let_go
from models.outbox import Letter
from models.people import Member, Role
from tests.models.market import Market

WORDS = "เด้งดึ๋งดั๋ง"


def call(market: Market, who: str = "แม่บุญมี", sentence: str = WORDS) -> HelpCall | None:
    return HelpCall.make(market.session, market.member(who), "การลงขาย", sentence, market.now)


def second_staff(market: Market) -> Member:
    member = Member.known_as(market.session, "Usecond")
    member.appoint(Role.STAFF, "พี่ก้อย", market.now)
    return member


def letters(market: Market) -> list[Letter]:
    told = select(Letter).where(Letter.kind == "wants_person").order_by(Letter.id)
    return list(market.session.scalars(told))


def test_each_member_of_staff_gets_one_letter_with_all_that_is_known(market: Market) -> None:
    staff = {market.member("น้องฝ้าย").id, second_staff(market).id}
    assert call(market) is not None
    assert {letter.member_id for letter in letters(market)} == staff
    assert len(letters(market)) == 2
    facts = letters(market)[0].facts
    assert (facts["name"], facts["phone"]) == ("แม่บุญมี", "080-000-0001")
    assert (facts["trying"], facts["sentence"]) == ("การลงขาย", WORDS)


def test_within_the_hour_there_is_no_second_call(market: Market) -> None:
    assert call(market) is not None
    market.now += ONE_CALL_EACH
    market.later(seconds=-1)
    assert call(market, sentence="อื่น") is None
    assert call(market, who="คุณอรุณี") is not None
    market.later(seconds=1)
    assert call(market) is not None
    assert len(letters(market)) == 3


def test_staff_who_call_are_not_told_of_themselves(market: Market) -> None:
    assert call(market, who="น้องฝ้าย") is not None
    assert letters(market) == []


def test_the_first_takes_it_and_the_second_sees_who(market: Market) -> None:
    made, fai, koi = call(market), market.member("น้องฝ้าย"), second_staff(market)
    assert made is not None
    assert made.take(fai, market.now)
    market.later(minutes=5)
    assert not made.take(koi, market.now)
    assert made.taken_by is fai
    assert market.session.scalars(HelpCall.open_calls()).all() == []


def test_very_long_words_fit(market: Market) -> None:
    made = call(market, sentence="ก" * 5000)
    assert made is not None and made.sentence == "ก" * 200


def test_an_unsent_sentence_goes_from_the_call_and_its_letters(market: Market) -> None:
    made = call(market)
    assert made is not None
    (letter,) = letters(market)
    letter.trying([{"type": "text", "text": WORDS}], market.now)
    letter.arrived(market.now)
    HelpCall.forget_sentence(market.session, made.member_id, WORDS, market.now)
    assert made.sentence is None
    assert (letter.rendered, letter.facts) == (None, {})


def test_the_words_of_another_member_stay(market: Market) -> None:
    made = call(market)
    assert made is not None
    other = market.member("คุณอรุณี").id
    HelpCall.forget_sentence(market.session, other, WORDS, market.now)
    assert made.sentence == WORDS


def test_the_words_are_let_go_of_and_the_call_stays(market: Market) -> None:
    made = call(market)
    assert made is not None
    market.session.flush()
    market.now += KEPT
    let_go(market.session, market.now)
    assert made.sentence == WORDS
    market.later(seconds=1)
    let_go(market.session, market.now)
    market.session.refresh(made)
    assert (made.sentence, made.member.name) == (None, "แม่บุญมี")
