"""Each rule between rows, LINE and phones, broken on purpose, is seen by the books."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import texts
from models.allocation import AllocationState
from models.inbox import MOST_TRIES, ReplyState
from models.matchcall import MatchCall
from models.outbox import Letter, LetterState
from tests.torture.honest import Honest
from tests.torture.standing_breaks import STANDING_BREAKS, answered, begun
from torture.books import check, invariants
from torture.deeds import Deed

Break = Callable[[Honest], object]
BREAKS: list[tuple[str, Break]] = [*STANDING_BREAKS]


def breaks(invariant: str) -> Callable[[Break], Break]:
    def kept(act: Break) -> Break:
        BREAKS.append((invariant, act))
        return act

    return kept


def test_an_honest_market_has_nothing_to_report(honest: Honest) -> None:
    market = honest.market
    assert check(market.session, honest.seen, market.now) == []


def test_a_standing_order_made_as_it_was_said_breaks_no_rule_of_it(honest: Honest) -> None:
    standing = begun(honest)
    assert len(standing.days) == 2
    assert not honest.broken() & {rule for rule, _ in STANDING_BREAKS}


def test_every_rule_is_broken_by_a_test() -> None:
    assert {name for name, _ in BREAKS} == {rule.__name__ for rule in invariants()}


@breaks("every_deed_is_heard")
def _(honest: Honest) -> None:
    honest.deeds.append(Deed("E99", "U1", 0.0, "text", {"text": "หายไปไหน"}))


@breaks("every_deed_is_heard")
def _(honest: Honest) -> None:
    honest.event(1).heard_at = None


@breaks("every_deed_is_heard")
def _(honest: Honest) -> None:
    honest.event(1).tries = MOST_TRIES


@breaks("nothing_is_heard_that_nobody_said")
def _(honest: Honest) -> None:
    del honest.deeds[0]


@breaks("answers_arrive_once_at_most")
def _(honest: Honest) -> None:
    honest.again("reply")


@breaks("answers_arrive_once_at_most")
def _(honest: Honest) -> None:
    honest.event(1).reply_state = ReplyState.PUSHED


@breaks("answers_arrive_once_at_most")
def _(honest: Honest) -> None:
    """The token's answer arrived, and a letter carried it as well."""
    event, member = honest.event(1), honest.market.member("แม่บุญมี")
    facts, key = {"messages": event.replies}, f"reply:{event.event_id}"
    now, session = honest.market.now, honest.market.session
    letter = Letter.owe(session, member.id, "reply", facts, key, now)
    assert letter is not None
    honest.send(letter)


@breaks("answers_say_what_is_kept")
def _(honest: Honest) -> None:
    honest.event(1).replies = [{"type": "text", "text": "อย่างอื่น"}]


@breaks("letters_arrive_once")
def _(honest: Honest) -> None:
    honest.again("push")


@breaks("letters_arrive_once")
def _(honest: Honest) -> None:
    honest.calls = [call for call in honest.calls if call.way != "push"]


@breaks("pushes_are_letters")
def _(honest: Honest) -> None:
    honest.accept("push", "U1", [{"type": "text", "text": "ไม่มีใครเขียน"}], key="k")


@breaks("pushes_are_letters")
def _(honest: Honest) -> None:
    honest.letter("offer").rendered = [{"type": "text", "text": "อย่างอื่น"}]


@breaks("pushes_are_letters")
def _(honest: Honest) -> None:
    """What went along is not in the call it went along in."""
    _, rider = honest.send_together()
    rider.rendered = [{"type": "text", "text": "อย่างอื่น"}]


@breaks("letters_arrive_once")
def _(honest: Honest) -> None:
    """What carried it was taken twice."""
    carrier, _ = honest.send_together()
    honest.accept("push", honest.buyer, carrier.rendered or [], key=carrier.retry_key)


@breaks("letters_arrive_once")
def _(honest: Honest) -> None:
    """The answer that carried it was never taken."""
    honest.answer_with_letter()
    honest.calls = [call for call in honest.calls if call.token != "token4"]


@breaks("answers_carry_their_letters")
def _(honest: Honest) -> None:
    honest.answer_with_letter().rendered = [{"type": "text", "text": "อย่างอื่น"}]


@breaks("phones_show_each_bubble_once")
def _(honest: Honest) -> None:
    next(iter(honest.phones.values())).pop()


@breaks("phones_show_each_bubble_once")
def _(honest: Honest) -> None:
    bubbles = next(iter(honest.phones.values()))
    bubbles.append(bubbles[0])


@breaks("offers_are_pushed_once")
def _(honest: Honest) -> None:
    """A second letter makes the same offer under a retry key of its own."""
    offer, session = honest.letter("offer"), honest.market.session
    letter = Letter.owe(session, offer.member_id, "offer", offer.facts, "again", honest.market.now)
    assert letter is not None
    honest.send(letter)


@breaks("promises_were_given")
def _(honest: Honest) -> None:
    honest.deeds[2] = replace(honest.deeds[2], what={"data": "do=decline&a=1"})


@breaks("promises_were_given")
def _(honest: Honest) -> None:
    """A yes of the buyer's is none of the producer's."""
    honest.event(3).sender = honest.market.member("คุณอรุณี").line_user_id


@breaks("refusals_were_given")
def _(honest: Honest) -> None:
    honest.allocation.state = AllocationState.DECLINED


@breaks("facts_were_confirmed")
def _(honest: Honest) -> None:
    honest.lot.source = "E98:0"


@breaks("facts_were_confirmed")
def _(honest: Honest) -> None:
    honest.deeds[0] = replace(honest.deeds[0], what={"text": "ผักบุ้ง 20 กก."})


@breaks("buyers_were_told")
def _(honest: Honest) -> None:
    honest.letter("order_result").state = LetterState.FAILED


@breaks("no_event_waits")
def _(honest: Honest) -> None:
    honest.event(2).reply_state = ReplyState.TRIED


@breaks("no_letter_waits")
def _(honest: Honest) -> None:
    honest.letter("offer").state = LetterState.QUOTA


@breaks("no_match_waits")
def _(honest: Honest) -> None:
    MatchCall.ask(honest.market.session, [honest.lot.product_id], honest.market.now)


@breaks("no_offer_is_overdue")
def _(honest: Honest) -> None:
    honest.allocation.state = AllocationState.OFFERED
    honest.market.now += timedelta(days=3)


@pytest.mark.parametrize(("invariant", "act"), BREAKS)
def test_the_books_name_what_was_broken(honest: Honest, invariant: str, act: Break) -> None:
    act(honest)
    honest.market.session.flush()
    assert invariant in honest.broken()


def test_letters_that_went_along_are_in_order(honest: Honest) -> None:
    honest.send_together()
    honest.answer_with_letter()
    assert check(honest.market.session, honest.seen, honest.market.now) == []


def test_a_letter_whose_time_is_yet_to_come_is_not_stuck(honest: Honest) -> None:
    honest.owe("later").try_at = honest.market.now + timedelta(hours=1)
    assert honest.broken() == set()


def test_whoever_blocked_the_account_need_not_see_or_hear(honest: Honest) -> None:
    buyer = honest.market.member("คุณอรุณี").line_user_id
    honest.letter("order_result").give_up("the member has blocked the account")
    honest.calls = [call for call in honest.calls if call.way != "push" or call.to != buyer]
    bubbles = {bubble for call in honest.calls for bubble in call.sent}
    honest.phones[buyer] = [b for b in honest.phones[buyer] if b["id"] in bubbles]
    assert honest.broken() == {"buyers_were_told", "no_letter_waits"}
    honest.say("คุณอรุณี", "unfollow")
    assert honest.broken() == set()


def test_a_rest_told_again_because_its_answer_may_be_lost_is_no_second_rest(honest: Honest) -> None:
    standing = begun(honest)
    told = texts.STANDING_PAUSED_NOW.format(number=standing.number, days="พรุ่งนี้")
    answered(honest, texts.MAY_BE_LOST.format(said=told))
    assert "rests_are_kept" not in honest.broken()
