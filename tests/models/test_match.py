"""A match in the database: what it looks at, what it decides, and the reasons it keeps."""

from datetime import timedelta

from sqlalchemy import update

from models.lot import Lot
from models.matchcall import MatchCall
from models.order_line import OrderLine
from models.people import Certificate
from tests.models.market import MORNING_GLORY, TOMORROW, Market

NARROWER = "ผักบุ้งจีน"


def certify(market: Market, lot: Lot, days: int) -> Certificate:
    """A certificate of the lot's group, valid for some days after tomorrow."""
    until = TOMORROW + timedelta(days=days)
    paper = Certificate(
        producer_group_id=lot.producer_group_id, kind="มผช.", number="0/0", valid_until=until
    )
    market.session.add(paper)
    market.session.flush()
    return paper


def required(market: Market) -> OrderLine:
    """A line that requires a certificate no demo group of vegetables has."""
    order = market.order("คุณอรุณี", {MORNING_GLORY: 5})
    order.lines[0].certificates = ["มผช."]
    return order.lines[0]


def test_lines_that_are_open_together_share_what_there_is(market: Market) -> None:
    market.post("แม่บุญมี", 12)
    market.order("คุณอรุณี", {MORNING_GLORY: 20})
    market.order("ครูวิภา", {MORNING_GLORY: 20})
    market.match()
    assert sorted(a.quantity for a in market.allocations()) == [6000, 6000]


def test_what_was_promised_is_not_shared_again(market: Market) -> None:
    market.post("แม่บุญมี", 12)
    market.order("คุณอรุณี", {MORNING_GLORY: 10})
    market.match()
    market.order("ครูวิภา", {MORNING_GLORY: 20})
    market.match()
    assert [a.quantity for a in market.allocations()] == [10000, 2000]


def test_a_required_certificate_must_be_valid_on_the_delivery_day(market: Market) -> None:
    lot = market.post("แม่บุญมี", 20)
    paper = certify(market, lot, days=-1)
    line = required(market)
    market.match()
    assert market.allocations() == []
    assert line.lack == {"lack": "certificate", "missing": 5000, "kinds": ["มผช."]}
    paper.valid_until = TOMORROW
    MatchCall.ask(market.session, [lot.product_id], market.now)
    market.match()
    assert [a.quantity for a in market.allocations()] == [5000]
    assert line.lack is None


def test_a_narrower_product_posted_later_serves_the_wider_wish(market: Market) -> None:
    market.order("คุณอรุณี", {MORNING_GLORY: 5})
    market.match()
    market.post("แม่บุญมี", 20, product=NARROWER)
    market.match()
    assert [a.lot.product.name for a in market.allocations()] == [NARROWER]
    assert [o["product"] for o in market.letters("แม่บุญมี", "offer")[0]["offers"]] == [NARROWER]
    assert market.broken() == []


def test_the_wider_product_never_serves_the_narrower_wish(market: Market) -> None:
    market.post("แม่บุญมี", 20)
    market.order("คุณอรุณี", {NARROWER: 5})
    market.match()
    assert market.allocations() == []
    assert market.broken() == []


def test_an_offer_keeps_why_this_lot_was_chosen(market: Market) -> None:
    market.post("แม่บุญมี", 20, baht=25)
    market.post("ป้าสมร", 20, baht=30)
    market.order("คุณอรุณี", {MORNING_GLORY: 15})
    market.match()
    (offer,) = market.allocations()
    assert offer.reason == {"why": "cheapest", "rate": [5, 2], "cheapest": [5, 2], "offered": 2}


def test_a_line_keeps_why_it_is_short_until_it_is_served(market: Market) -> None:
    market.post("แม่บุญมี", 20, baht=30)
    (line,) = market.order("คุณอรุณี", {MORNING_GLORY: 15}, most=20).lines
    market.match()
    assert line.lack == {"lack": "price", "missing": 15000, "cheapest": [3, 1]}
    market.post("ป้าสมร", 20, baht=20)
    market.match()
    assert line.lack is None


def test_who_has_sold_less_lately_sells_first_at_the_same_price(market: Market) -> None:
    first, other = market.post("แม่บุญมี", 20), market.post("ป้าสมร", 20)
    assert first.producer_group_id != other.producer_group_id
    market.order("คุณอรุณี", {MORNING_GLORY: 30})
    market.match()
    market.post("แม่บุญมี", 90)
    assert [a.quantity for a in market.allocations()] == [15000, 15000]
    sold_out = market.session.execute(update(Lot).where(Lot.id == other.id).values(quantity=40000))
    assert sold_out.rowcount == 1  # type: ignore[attr-defined]
    market.order("ครูวิภา", {MORNING_GLORY: 5})
    market.match()
    assert market.allocations()[-1].lot.member.name == "แม่บุญมี"


def test_only_the_products_that_were_called_for_are_looked_at(market: Market) -> None:
    market.order("คุณอรุณี", {MORNING_GLORY: 5, "คะน้า": 5})
    market.match()
    market.post("แม่บุญมี", 20)
    market.post("แม่บุญมี", 20, product="คะน้า")
    kale = market.product("คะน้า").id
    quiet = update(MatchCall).where(MatchCall.product_id == kale)
    market.session.execute(quiet.values(answered_at=market.now))
    market.match()
    assert [a.lot.product.name for a in market.allocations()] == [MORNING_GLORY]
    MatchCall.ask(market.session, [kale], market.now)
    market.match()
    assert [a.lot.product.name for a in market.allocations()] == [MORNING_GLORY, "คะน้า"]
