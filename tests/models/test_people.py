"""Newcomers: who may trade is decided once, by staff."""

import pytest

from models.people import Buyer, Member, ProducerGroup, Role, Standing
from tests.models.market import Market


def newcomer(market: Market, name: str, role: Role, belongs_to: str, kind: str) -> Member:
    member = Member.known_as(market.session, f"U{name}")
    member.role, member.name, member.belongs_to, member.kind = role, name, belongs_to, kind
    member.ask_to_join(market.session, market.now)
    return member


def test_an_unknown_person_is_a_guest_and_met_once(market: Market) -> None:
    first = Member.known_as(market.session, "Unew")
    assert first.standing == Standing.GUEST
    assert Member.known_as(market.session, "Unew") is first


def test_staff_hear_of_a_newcomer_once(market: Market) -> None:
    newcomer(market, "ก้อย", Role.BUYER, "ร้านก้อย", "restaurant")
    assert len(market.letters("น้องฝ้าย", "newcomer")) == 1


def test_a_newcomer_waits_and_may_do_nothing(market: Market) -> None:
    member = newcomer(market, "ก้อย", Role.BUYER, "ร้านก้อย", "restaurant")
    assert (member.may_buy, member.may_sell, member.is_staff) == (False, False, False)


@pytest.mark.parametrize("approve", [True, False])
def test_the_first_decision_stands(market: Market, approve: bool) -> None:
    member = newcomer(market, "ก้อย", Role.BUYER, "ร้านก้อย", "restaurant")
    staff = market.member("น้องฝ้าย")
    assert member.decide(market.session, approve, staff, market.now)
    assert not member.decide(market.session, not approve, staff, market.now)
    assert member.may_buy == approve
    told = [len(market.letters("ก้อย", kind)) for kind in ("approved", "refused")]
    assert told == [int(approve), int(not approve)]


def test_the_first_member_of_a_new_place_brings_it_and_the_next_joins_it(market: Market) -> None:
    staff = market.member("น้องฝ้าย")
    both = [newcomer(market, n, Role.BUYER, "ร้านใหม่", "restaurant") for n in ("ก้อย", "กิ่ง")]
    for member in both:
        member.decide(market.session, True, staff, market.now)
    market.session.flush()
    assert isinstance(both[0].buyer, Buyer)
    assert both[0].buyer_id == both[1].buyer_id


def test_the_first_member_of_a_new_group_brings_it_and_the_next_joins_it(market: Market) -> None:
    staff = market.member("น้องฝ้าย")
    both = [newcomer(market, n, Role.PRODUCER, "บ้านใหม่", "agriculture") for n in ("ก้อย", "กิ่ง")]
    for member in both:
        member.decide(market.session, True, staff, market.now)
    market.session.flush()
    assert isinstance(both[0].producer_group, ProducerGroup)
    assert both[0].producer_group_id == both[1].producer_group_id


def test_who_was_refused_may_ask_again(market: Market) -> None:
    member = newcomer(market, "ก้อย", Role.BUYER, "ร้านก้อย", "restaurant")
    staff = market.member("น้องฝ้าย")
    member.decide(market.session, False, staff, market.now)
    market.later(minutes=1)
    member.ask_to_join(market.session, market.now)
    assert member.decide(market.session, True, staff, market.now)
    assert len(market.letters("น้องฝ้าย", "newcomer")) == 2
