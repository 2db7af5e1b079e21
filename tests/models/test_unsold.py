"""Why a lot finds no buyer: the wish nearest to a sale is the one that is told."""

from datetime import timedelta

from models.lot import Lot
from models.matching import Lack
from models.unsold import why_unsold
from tests.models.market import TODAY, Market


def why(market: Market, lot: Lot) -> Lack | None:
    found = why_unsold(market.session, lot, market.now)
    return found and found.lack


def test_nobody_lacks_it(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20)
    order = market.order("คุณอรุณี", {"คะน้า": 5, "ผักบุ้ง": 5})
    market.match()
    assert order.lines[1].missing == 0
    assert why(market, lot) is None


def test_it_is_dearer_than_they_pay(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20, baht=40)
    market.order("คุณอรุณี", {"ผักบุ้ง": 5}, most=30)
    market.match()
    assert why(market, lot) == Lack.PRICE


def test_it_is_there_on_another_day(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20, first=TODAY + timedelta(days=3), last=TODAY + timedelta(days=4))
    market.order("คุณอรุณี", {"ผักบุ้ง": 5})
    market.match()
    assert why(market, lot) == Lack.DAY


def test_its_producer_has_said_no(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20)
    market.order("คุณอรุณี", {"ผักบุ้ง": 5})
    market.match()
    market.answer("แม่บุญมี", accept=False)
    assert why(market, lot) == Lack.REFUSED


def test_only_more_than_it_holds_is_welcome(market: Market) -> None:
    lot = market.post("แม่บุญมี", 4)
    market.order("ครูวิภา", {"ผักบุ้ง": 10}, part_is_fine=False)
    market.match()
    assert why(market, lot) == Lack.WHOLE


def test_a_wider_wish_counts_and_a_certificate_is_named(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20, product="ผักบุ้งจีน")
    order = market.order("คุณอรุณี", {"ผักบุ้ง": 5})
    order.lines[0].certificates = ["PGS"]
    market.session.flush()
    market.match()
    found = why_unsold(market.session, lot, market.now)
    assert found is not None
    assert (found.lack, found.kinds) == (Lack.CERTIFICATE, ("PGS",))


def test_the_wish_nearest_to_a_sale_is_told(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20, baht=40)
    market.order("คุณอรุณี", {"ผักบุ้ง": 5}, day=TODAY + timedelta(days=9))
    market.order("ครูวิภา", {"ผักบุ้ง": 5}, most=30)
    market.match()
    assert why(market, lot) == Lack.PRICE


def test_what_is_closed_is_no_wish(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20, baht=40)
    market.order("คุณอรุณี", {"ผักบุ้ง": 5}, most=30)
    market.match()
    market.later(hours=10)
    assert why(market, lot) is None
