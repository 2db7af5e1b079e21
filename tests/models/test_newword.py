"""New words are counted, the most frequent offered first, decided on once; none collides."""

from __future__ import annotations

from datetime import timedelta

from bot.shelf import Shelf
from models.catalogue import Product
from models.keeping import KEPT_UNREAD, let_go
from models.newword import NewWord, NewWordState
from tests.models.market import Market

WORD = "ผักบุ้งยอดแดง"


def keep(market: Market, word: str = WORD, product: str = "ผักบุ้ง", times: int = 1) -> NewWord:
    for _ in range(times):
        NewWord.keep(market.session, word, market.product(product).id, market.now)
    market.session.expire_all()
    return next(row for row in market.session.query(NewWord) if row.word == word)


def waiting(market: Market) -> list[tuple[str, int]]:
    market.session.expire_all()
    return [(row.word, row.count) for row in market.session.scalars(NewWord.waiting())]


def test_the_most_frequent_word_comes_first(market: Market) -> None:
    keep(market, "คำหนึ่ง")
    keep(market, "คำสอง", times=3)
    assert waiting(market) == [("คำสอง", 3), ("คำหนึ่ง", 1)]


def test_a_word_for_two_products_is_two_rows(market: Market) -> None:
    keep(market)
    keep(market, product="คะน้า")
    assert waiting(market) == [(WORD, 1), (WORD, 1)]


def test_an_added_word_is_a_name_that_every_process_reads_at_once(market: Market) -> None:
    shelf = Shelf()
    assert shelf.catalogue(market.session).find(WORD) is None
    word = keep(market)
    behind = market.now - timedelta(days=400)  # such a clock must not hide the change
    assert word.add(market.session, behind)
    market.session.flush()
    found = shelf.catalogue(market.session).find(WORD)
    assert found is not None
    assert found.name == "ผักบุ้ง"
    assert waiting(market) == []


def test_what_was_decided_is_not_decided_again(market: Market) -> None:
    word = keep(market)
    assert word.refuse()
    assert not word.refuse()
    assert not word.add(market.session, market.now)
    assert keep(market).state == NewWordState.REFUSED
    assert waiting(market) == []


def test_a_name_of_another_product_is_not_added(market: Market) -> None:
    first, second = keep(market), keep(market, "คะน้า")
    other = market.product("คะน้า")
    assert not second.add(market.session, market.now)
    assert other.call(market.session, WORD, market.now)
    market.session.flush()
    assert not first.add(market.session, market.now)
    assert waiting(market) == []


def test_each_change_of_the_catalogue_looks_newer_than_the_one_before(market: Market) -> None:
    products: list[Product] = [market.product("ผักบุ้ง"), market.product("คะน้า")]
    for number, product in enumerate(products):
        assert product.call(market.session, f"ชื่อที่{number}", market.now)
        market.session.flush()
    assert products[0].changed_at < products[1].changed_at


def test_ninety_days_after_it_was_last_said_it_is_let_go(market: Market) -> None:
    keep(market)
    let_go(market.session, market.now + KEPT_UNREAD)
    assert waiting(market) == [(WORD, 1)]
    let_go(market.session, market.now + KEPT_UNREAD + timedelta(seconds=1))
    assert waiting(market) == []
