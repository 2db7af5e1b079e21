"""Each invariant, broken on purpose in the database, is seen by the audit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from models import replies
from models.allocation import Allocation, AllocationState
from models.audit import INVARIANTS, check
from models.audit.ledger import Ledger
from models.capacity import set_capacity
from models.inbox import InboxEvent, ReplyState
from models.lot import Lot, LotState
from models.matchcall import MatchCall
from models.news import offer_facts
from models.order import Order, OrderState
from models.order_line import LineState
from models.outbox import Letter
from models.people import Standing
from tests.models.announcing_breaks import ANNOUNCING_BREAKS
from tests.models.market import TODAY, Market
from tests.models.riding_breaks import RIDING_BREAKS, in_an_answer, in_one_call
from tests.models.standing import holiday
from tests.models.standing_breaks import STANDING_BREAKS, decided
from tests.models.unheard_breaks import UNHEARD_BREAKS

Break = Callable[[Market], None]
BREAKS: list[tuple[str, Break]] = []
SAID = [{"type": "text", "text": "ค่ะ"}]


def breaks(invariant: str) -> Callable[[Break], Break]:
    def kept(act: Break) -> Break:
        BREAKS.append((invariant, act))
        return act

    return kept


def traded(market: Market) -> tuple[Lot, Order, Allocation]:
    """20 kilos posted, 15 of them offered to a kitchen."""
    lot, order = market.post("แม่บุญมี", 20), market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    return lot, order, market.allocations()[0]


def smuggle(market: Market, like: Allocation, **changes: Any) -> None:
    """Another allocation, written past every rule."""
    columns = Allocation.__table__.columns.keys()
    values = {name: getattr(like, name) for name in columns if name != "id"}
    market.session.add(Allocation(**values | changes))
    market.session.flush()


def event(market: Market, **changes: Any) -> InboxEvent:
    usual: dict[str, Any] = {
        "event_id": "01ABC",
        "sender": market.member("แม่บุญมี").line_user_id,
        "kind": "message",
        "happened_at": 1,
        "payload": {},
        "received_at": market.now,
        "reply_state": ReplyState.NONE,
    }
    row = InboxEvent(**usual | changes)
    market.session.add(row)
    market.session.flush()
    return row


def test_an_honest_market_has_nothing_to_report(market: Market) -> None:
    traded(market)
    market.answer("แม่บุญมี", accept=True)
    event(market)


def test_every_invariant_is_broken_by_a_test() -> None:
    assert {name for name, _ in BREAKS} == {rule.__name__ for rule in INVARIANTS}


@breaks("lots_are_not_oversold")
def _(market: Market) -> None:
    _, _, allocation = traded(market)
    other = market.order("ครูวิภา", {"ผักบุ้ง": 10})
    smuggle(market, allocation, line_id=other.lines[0].id, quantity=6_000)


@breaks("lines_are_not_overfilled")
def _(market: Market) -> None:
    smuggle(market, traded(market)[2], quantity=1)


@breaks("reserved_is_what_is_allocated")
def _(market: Market) -> None:
    traded(market)[0].reserved = 14_999


@breaks("reserved_is_what_is_allocated")
def _(market: Market) -> None:
    traded(market)[1].lines[0].reserved = 14_999


@breaks("cancelled_wishes_hold_nothing")
def _(market: Market) -> None:
    traded(market)[1].lines[0].state = LineState.CANCELLED


@breaks("cancelled_wishes_hold_nothing")
def _(market: Market) -> None:
    traded(market)[1].state = OrderState.CANCELLED


@breaks("withdrawn_lots_offer_nothing")
def _(market: Market) -> None:
    traded(market)[0].state = LotState.WITHDRAWN


@breaks("closed_orders_wait_for_nobody")
def _(market: Market) -> None:
    order = traded(market)[1]
    order.state, market.now = OrderState.CLOSED, order.cut_off_at


@breaks("closed_orders_wait_for_nobody")
def _(market: Market) -> None:
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    order.state = OrderState.CLOSED


@breaks("orders_close_with_their_last_line")
def _(market: Market) -> None:
    order = traded(market)[1]
    order.lines[0].cut_off_at -= timedelta(minutes=1)


@breaks("days_are_not_overfilled")
def _(market: Market) -> None:
    # As a match that had never heard of capacities would do.
    lot = market.post("แม่บุญมี", 20)
    set_capacity(market.session, lot.producer_group, lot.measure, 10_000, "น้องฝ้าย", market.now)
    market.later(minutes=1)
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    (line,) = order.lines
    until = line.cut_off_at - timedelta(hours=1)
    Allocation.offer(market.session, lot, line, 5_000, until, market.now)


@breaks("allocations_fit_the_wish")
def _(market: Market) -> None:
    traded(market)[1].lines[0].product_id = market.product("คะน้า").id


@breaks("allocations_fit_the_wish")
def _(market: Market) -> None:
    traded(market)[0].measure = "กำ"


@breaks("allocations_fit_the_wish")
def _(market: Market) -> None:
    traded(market)[0].available_until = TODAY


@breaks("allocations_fit_the_wish")
def _(market: Market) -> None:
    line = traded(market)[1].lines[0]
    line.most_satang, line.most_unit, line.most_factor = 2499, "กก.", 1000


@breaks("answers_come_in_time")
def _(market: Market) -> None:
    _, order, allocation = traded(market)
    allocation.answer_by = order.cut_off_at + timedelta(seconds=1)


@breaks("answers_come_in_time")
def _(market: Market) -> None:
    traded(market)[2].answered_at = market.now


@breaks("answers_come_in_time")
def _(market: Market) -> None:
    allocation = traded(market)[2]
    allocation.state, allocation.answered_at = AllocationState.ACCEPTED, allocation.answer_by


@breaks("wholes_are_all_or_nothing")
def _(market: Market) -> None:
    market.post("แม่บุญมี", 10)
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    market.answer("แม่บุญมี", accept=True)
    order.part_is_fine = False


@breaks("nothing_is_stuck")
def _(market: Market) -> None:
    market.post("แม่บุญมี", 20)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.session.execute(update(MatchCall).values(answered_at=market.now))


def offer_letter(market: Market) -> Letter:
    traded(market)
    return market.session.scalars(select(Letter).where(Letter.kind == "offer")).one()


@breaks("offers_are_told_once")
def _(market: Market) -> None:
    market.session.delete(offer_letter(market))


@breaks("offers_are_told_once")
def _(market: Market) -> None:
    letter = offer_letter(market)
    Letter.owe(market.session, letter.member_id, "offer", letter.facts, "again", market.now)


@breaks("offers_are_told_once")
def _(market: Market) -> None:
    offer_letter(market).member_id = market.member("ป้าสมร").id


@breaks("offers_are_told_once")
def _(market: Market) -> None:
    traded(market)[2].satang = 2400


@breaks("cancellations_are_told_once")
def _(market: Market) -> None:
    traded(market)[2].end(AllocationState.CANCELLED, market.now)


@breaks("cancellations_are_told_once")
def _(market: Market) -> None:
    letter = offer_letter(market)
    Letter.owe(market.session, letter.member_id, "cancelled", letter.facts, "again", market.now)


@breaks("reductions_are_told_once")
def _(market: Market) -> None:
    _, _, allocation = traded(market)
    market.answer("แม่บุญมี", accept=True)
    allocation.reduce(1_000)


@breaks("promises_have_a_word")
def _(market: Market) -> None:
    traded(market)[2].accept_by_setting(market.now)


@breaks("reminders_are_single")
def _(market: Market) -> None:
    letter = offer_letter(market)
    Letter.owe(market.session, letter.member_id, "reminder", letter.facts, "again", market.now)


@breaks("reminders_are_single")
def _(market: Market) -> None:
    letter, owe = offer_letter(market), Letter.owe
    market.allocations()[0].reminded_at = market.now
    for key in ("one", "two"):
        owe(market.session, letter.member_id, "reminder", letter.facts, key, market.now)


@breaks("silences_are_true")
def _(market: Market) -> None:
    _, _, allocation = traded(market)
    facts = {"member": allocation.lot.member_id, "offers": [offer_facts(allocation)]}
    Letter.owe(market.session, market.member("น้องฝ้าย").id, "silent", facts, "silent", market.now)


@breaks("results_are_counted")
def _(market: Market) -> None:
    traded(market)[1].reports = 1


@breaks("results_are_counted")
def _(market: Market) -> None:
    order = traded(market)[1]
    market.answer("แม่บุญมี", accept=True)
    order.told = {str(order.lines[0].id): 14_000}


@breaks("results_are_true")
def _(market: Market) -> None:
    allocation = traded(market)[2]
    market.answer("แม่บุญมี", accept=True)
    allocation.end(AllocationState.WITHDRAWN, market.now)


@breaks("results_are_true")
def _(market: Market) -> None:
    traded(market)[2].accept(market.now)


@breaks("letters_tell_their_state")
def _(market: Market) -> None:
    offer_letter(market).sent_at = market.now


@breaks("letters_tell_their_state")
def _(market: Market) -> None:
    offer_letter(market).arrived(market.now)


@breaks("letters_tell_their_state")
def _(market: Market) -> None:
    offer_letter(market).tries = 1


@breaks("decisions_are_told_once")
def _(market: Market) -> None:
    market.member("ครูวิภา").decided_by = "น้องฝ้าย"


@breaks("decisions_are_told_once")
def _(market: Market) -> None:
    market.member("ครูวิภา").standing = Standing.REFUSED


@breaks("facts_come_from_heard_events")
def _(market: Market) -> None:
    market.post("แม่บุญมี").source = f"{event(market).event_id}:0"


@breaks("unheard_events_have_no_answer")
def _(market: Market) -> None:
    event(market).answer([{"type": "text", "text": "ค่ะ"}])


@breaks("unheard_events_have_no_answer")
def _(market: Market) -> None:
    event(market, heard_at=market.now, reply_state=ReplyState.OWED)


@breaks("memory_is_kept_with_the_last_event")
def _(market: Market) -> None:
    event(market, heard_at=market.now, memory={})


@breaks("memory_is_kept_with_the_last_event")
def _(market: Market) -> None:
    market.member("แม่บุญมี").heard_event_id = event(market).id


@breaks("replies_arrive_one_way")
def _(market: Market) -> None:
    replies = [{"type": "text", "text": "ค่ะ"}]
    event(market, heard_at=market.now, replies=replies, reply_state=ReplyState.PUSHED)


@breaks("lost_answers_are_said_again")
def _(market: Market) -> None:
    """The next answer came without it."""
    lost(market)
    market.later(seconds=1)
    heard = event(market, event_id="02", heard_at=market.now)
    heard.replies, heard.reply_state = SAID, ReplyState.SENT


@breaks("lost_answers_are_said_again")
def _(market: Market) -> None:
    """It counts as said again, and nothing was said since."""
    lost(market).reply_state = ReplyState.REPEATED


def lost(market: Market) -> InboxEvent:
    row = event(market, heard_at=market.now, replies=SAID)
    market.later(seconds=1)
    replies.lose(row, "400", market.now)
    return row


@breaks("letters_keep_their_order")
def _(market: Market) -> None:
    """The younger is begun while LINE does not answer for the older one."""
    first, second = two_letters(market)
    first.trying([], market.now)
    market.later(seconds=10)
    second.trying([], market.now)


@breaks("letters_keep_their_order")
def _(market: Market) -> None:
    """And so it is seen afterwards, when both have arrived."""
    first, second = two_letters(market)
    first.trying([], market.now)
    market.later(seconds=10)
    for letter in (second, first):
        letter.trying([], market.now)
        market.later(seconds=1)
        letter.arrived(market.now)


def two_letters(market: Market) -> list[Letter]:
    member = market.member("คุณอรุณี").id
    letters = [
        Letter.owe(market.session, member, "refused", {}, key, market.now) for key in ("1", "2")
    ]
    return [letter for letter in letters if letter is not None]


@breaks("open_offers_are_told")
def _(market: Market) -> None:
    offer_letter(market).give_up("400")


@breaks("numbers_are_whole")
def _(market: Market) -> None:
    letter = offer_letter(market)
    letter.facts = {"offers": [{**offer, "total": 37.5} for offer in letter.facts["offers"]]}


@breaks("what_happened_lies_behind")
def _(market: Market) -> None:
    """Seven hours ahead: a Thai time taken for UTC."""
    offer_letter(market).owed_at += timedelta(hours=7)


@breaks("letters_are_unique")
def _(market: Market) -> None:
    """The database itself refuses it: see test_outbox."""


@breaks("events_are_kept_once")
def _(market: Market) -> None:
    """The database itself refuses it: see test_inbox."""


@breaks("standing_days_are_decided_once")
def _(market: Market) -> None:
    """The database itself refuses it: see test_standing."""


BREAKS += [*STANDING_BREAKS, *RIDING_BREAKS, *UNHEARD_BREAKS, *ANNOUNCING_BREAKS]
IN_THE_DATABASE = [pair for pair in BREAKS if pair[1].__doc__ is None]


@pytest.mark.parametrize(("invariant", "act"), IN_THE_DATABASE)
def test_the_audit_sees(broken_market: Market, invariant: str, act: Break) -> None:
    assert broken_market.broken() == []
    act(broken_market)
    assert invariant in broken_market.broken()


def test_the_audit_sees_what_the_databases_constraints_already_refuse(market: Market) -> None:
    letter, kept, day = offer_letter(market), event(market), decided(market)
    empty = Ledger(market.now)
    twice = (
        replace(empty, letters=[letter, letter]),
        replace(empty, events=[kept, kept]),
        replace(empty, standing_days=[day, day]),
    )
    seen = {violation.invariant for ledger in twice for violation in check(ledger)}
    once = {"letters_are_unique", "events_are_kept_once", "standing_days_are_decided_once"}
    assert once <= seen


def test_a_fraction_that_sqlite_let_through_is_seen(broken_market: Market) -> None:
    lot, _, _ = traded(broken_market)
    ledger = Ledger.read(broken_market.session, broken_market.now)
    with broken_market.session.no_autoflush:
        lot.satang = 2500.5  # type: ignore[assignment]
        found = [violation.about for violation in check(ledger)]
    broken_market.session.expire_all()
    assert f"lot {lot.id} has {{'satang': 2500.5}}" in found


@pytest.mark.parametrize("aside", ["give_up", "wait_for_quota"])
def test_a_letter_that_had_stood_aside_may_arrive_later(market: Market, aside: str) -> None:
    first, second = two_letters(market)
    first.trying([], market.now)
    market.later(seconds=10)
    first.give_up("400") if aside == "give_up" else first.wait_for_quota("429", market.now)
    for letter in (second, first):
        market.later(seconds=10)
        letter.again(market.now)
        letter.trying([{}], market.now)
        market.later(seconds=1)
        letter.arrived(market.now)
    assert first.first_tried_at < second.first_tried_at < first.sent_at  # type: ignore[operator]


def test_letters_that_go_along_break_nothing_under_way_or_arrived(market: Market) -> None:
    (event, rider), letters = in_an_answer(market), in_one_call(market)
    assert market.broken() == []
    event.reply_state = ReplyState.SENT
    for letter in (*letters, rider):
        letter.arrived(market.now)


def test_a_violation_says_which_row(broken_market: Market) -> None:
    lot, _, _ = traded(broken_market)
    lot.reserved = 1
    ledger = Ledger.read(broken_market.session, broken_market.now)
    (found,) = check(ledger)
    assert found.about == f"lot {lot.id} counts 1 reserved, 15000 are allocated"


def test_every_row_of_the_trade_is_read(market: Market) -> None:
    traded(market)
    event(market)
    decided(market)
    holiday(market, TODAY, TODAY)
    ledger = Ledger.read(market.session, market.now)
    tables = (
        ledger.lots, ledger.orders, ledger.lines, ledger.allocations,
        ledger.letters, ledger.calls, ledger.members, ledger.events,
        ledger.standing_days, ledger.holidays,
    )  # fmt: skip
    assert all(tables)
