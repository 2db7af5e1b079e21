"""A kitchen is not told that goods are looked for which closed before the rest of its order."""

import json

from bot import texts
from bot.letters.results import order_result
from models.calendar import local_day
from tests.models.market import Market
from tests.models.test_cycle import FRIDAY, GREENS, SWEET, sweets_take_two_days


def test_what_closed_before_the_rest_is_said_to_be_closed(market: Market) -> None:
    sweets_take_two_days(market)
    market.order("คุณอรุณี", {SWEET: 100, GREENS: 20}, day=FRIDAY)
    market.match()
    assert [texts.STILL_LOOKED_FOR[:8] in _newest(market), _closed(market)] == [True, False]
    market.later(days=1, hours=9)
    market.post("แม่บุญมี", 5)
    market.match()
    market.answer("แม่บุญมี", accept=True)
    market.match()
    assert [texts.STILL_LOOKED_FOR[:8] in _newest(market), _closed(market)] == [False, True]


def _newest(market: Market) -> str:
    facts = market.letters("คุณอรุณี", "order_result")[-1]
    return json.dumps(order_result(facts, local_day(market.now)), ensure_ascii=False)


def _closed(market: Market) -> bool:
    return texts.CLOSED_AT[:8] in _newest(market)
