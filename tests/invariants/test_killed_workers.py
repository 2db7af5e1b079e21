"""kill -9 of a worker, anywhere between hearing and sending: nothing is lost or comes twice."""

import random

import pytest

from models.inbox import ReplyState
from models.order import Order
from models.outbox import Letter
from tests.invariants.crashes import FARMER, KITCHEN, Shop
from tests.invariants.dying import Place, die_after, die_at

KILLED = -9
PLACES = [
    # hearing: nothing is committed yet
    Place("handlers.listening:talk", after=True),
    Place("handlers.listening:_close", after=True),
    # heard: Redis, the bells and LINE do not know yet
    Place("bot.memory:MemoryStore.keep"),
    Place("bot.memory:MemoryStore.keep", after=True),
    # replying
    Place("models.replies:begin"),
    Place("models.replies:begin", after=True),
    Place("handlers.replying:_spend"),
    Place("bot.line:Line.reply"),
    Place("bot.line:Line.reply", after=True),
    Place("models.replies:arrived", after=True),
    # matching: before the commit, and after it before the bells
    Place("models.match:decide", after=True),
    Place("handlers.matching_at_once:_match", after=True),
    # delivering
    Place("bot.post:_prepare", after=True),
    Place("bot.line:Line.push"),
    Place("bot.line:Line.push", after=True),
    Place("bot.post:settle", after=True),
    # the sweep itself
    Place("jobs.work:lapse_offers", after=True),
]


# between an order and the answer that tells what came of it
ANSWERING = [
    Place("handlers.taking_turns:match_before_answering"),
    Place("handlers.matching_at_once:carry", after=True),
    Place("handlers.taking_turns:match_before_answering", after=True),
    Place("models.replies:begin", after=True),
    Place("bot.line:Line.reply"),
    Place("bot.line:Line.reply", after=True),
    Place("models.replies:arrived", after=True),
    Place("models.riding:arrived_with", after=True),
]


@pytest.mark.parametrize("place", ANSWERING, ids=str)
def test_killed_with_a_result_that_goes_along_with_the_answer(shop: Shop, place: Place) -> None:
    """Nobody has what is asked for: the answer tells it, or a letter that says it may have come."""
    letters = shop.count(Letter)
    shop.says(KITCHEN, "สั่งมะม่วง 2 กก. พรุ่งนี้")
    event_id = shop.type(KITCHEN, "ยืนยัน")
    assert shop.life(die_at, place) == KILLED
    shop.recover()
    (result,) = shop.rows(Letter)[letters:]
    if shop.event(event_id).reply_state == ReplyState.LOST:
        assert result.answer_id is None
        assert result.doubted_at
    elif ANSWERING.index(place) > 1:  # the match was committed
        assert result.answer_id == shop.event(event_id).id
    shop.check()


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_killed(shop: Shop, place: Place) -> None:
    orders, letters = shop.count(Order), shop.count(Letter)
    shop.ask_for(2)
    event_id = shop.type(KITCHEN, "ยืนยัน")
    assert shop.life(die_at, place) == KILLED
    shop.recover()
    assert shop.count(Order) == orders + 1
    assert shop.count(Letter) == letters + 1
    assert shop.event(event_id).reply_state in (ReplyState.SENT, ReplyState.LOST)
    shop.check()


def test_killed_after_each_step_a_conversation_forgets_nothing(shop: Shop) -> None:
    place = Place("bot.memory:MemoryStore.keep")
    orders = shop.count(Order)
    for words in ("สั่งฟักข้าว", "3 กก.", "พรุ่งนี้", "ยืนยัน"):
        shop.type(KITCHEN, words)
        assert shop.life(die_at, place) == KILLED
        shop.recover()
    assert shop.count(Order) == orders + 1
    shop.check()


def test_a_redis_that_lost_everything_loses_no_fact_no_step_and_no_letter(shop: Shop) -> None:
    orders = shop.count(Order)
    for words in ("สั่งฟักข้าว", "3 กก.", "พรุ่งนี้", "ยืนยัน"):
        shop.type(KITCHEN, words)
        shop.world.house.redis.flushdb()
        shop.world.sweep()
    assert shop.count(Order) == orders + 1
    shop.check()


@pytest.mark.parametrize("seed", range(2))
def test_killed_again_and_again_at_random(shop: Shop, seed: int) -> None:
    chance = random.Random(seed)
    orders = shop.count(Order)
    shop.ask_for(2)
    shop.type(KITCHEN, "ยืนยัน")
    shop.type(FARMER, "ของฉัน")
    ends = []
    for _ in range(4):
        ends.append(shop.life(die_after, chance.randint(1, 60)))
        shop.a_minute_passes()
    assert KILLED in ends
    shop.recover()
    shop.type(FARMER, "รับ")
    shop.life(die_after, chance.randint(20, 60))
    shop.recover()
    assert shop.count(Order) == orders + 1
    shop.check()
