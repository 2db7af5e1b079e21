"""What is said in time counts, however late a busy worker hears it."""

from datetime import timedelta

from models import waiting
from models.allocation import Allocation
from models.answers import answer_offers
from models.cancelling import cancel_order, close
from models.inbox import InboxEvent
from models.order import Order
from tests.models.market import Market
from tests.models.test_inbox import keep, row

JUST = timedelta(microseconds=1)


def offered(market: Market) -> Allocation:
    market.post("แม่บุญมี", 20)
    market.order("คุณอรุณี", {"ผักบุ้ง": 15})
    market.match()
    return market.allocations()[0]


def unheard(market: Market, name: str) -> InboxEvent:
    """Somebody has said something at the market's time."""
    sender = market.member(name).line_user_id
    keep(market, row(f"of {name}", sender=sender) | {"received_at": market.now})
    (found,) = market.session.execute(waiting.unheard([sender]))
    return market.session.get_one(InboxEvent, found.id)


def test_an_offer_does_not_lapse_while_its_producers_words_in_time_are_unheard(
    market: Market,
) -> None:
    offer = offered(market)
    market.now = offer.answer_by - JUST
    event = unheard(market, "แม่บุญมี")
    market.later(minutes=5)
    assert market.lapse() == 0
    InboxEvent.claimed(market.session, event.id, market.now)
    answered = answer_offers(
        market.session, [offer.id], offer.lot.member_id, True, event.received_at
    )
    assert answered.done == [offer]


def test_words_after_the_deadline_or_of_others_keep_no_offer_open(market: Market) -> None:
    offer = offered(market)
    unheard(market, "ป้าสมร")
    market.now = offer.answer_by
    unheard(market, "แม่บุญมี")
    assert market.lapse() == 1


def test_an_order_is_not_closed_while_its_buyers_words_in_time_are_unheard(
    market: Market,
) -> None:
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 5})
    market.match()
    market.now = order.cut_off_at - JUST
    event = unheard(market, "คุณอรุณี")
    market.later(minutes=5)
    assert market.session.scalars(Order.past_cut_off(market.now)).all() == []
    assert not close(market.session, order.id, market.now)
    InboxEvent.claimed(market.session, event.id, market.now)
    assert cancel_order(market.session, order.id, event.received_at).state == "cancelled"


def test_once_they_are_heard_the_order_closes(market: Market) -> None:
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 5})
    market.match()
    market.now = order.cut_off_at - JUST
    InboxEvent.claimed(market.session, unheard(market, "คุณอรุณี").id, market.now)
    market.later(minutes=5)
    assert close(market.session, order.id, market.now)
