"""Unread sentences are counted, forgotten when told to, and let go of in time."""

from __future__ import annotations

from datetime import timedelta

from models.keeping import KEPT_UNREAD, let_go
from models.unread import UnreadSentence
from tests.models.market import Market


def keep(market: Market, text: str, role: str = "producer", pending: str = "") -> None:
    UnreadSentence.keep(market.session, text, role, pending, market.now)


def newest(market: Market) -> list[tuple[str, int]]:
    market.session.expire_all()
    found = market.session.scalars(UnreadSentence.newest(10)).all()
    return [(each.text, each.count) for each in found]


def test_the_same_words_at_the_same_place_are_one_row_with_a_count(market: Market) -> None:
    keep(market, "อะไรนะ")
    market.later(minutes=1)
    keep(market, "อะไรนะ")
    keep(market, "อะไรนะ", role="buyer")
    keep(market, "อะไรนะ", pending="sell:number")
    assert sorted(newest(market)) == [("อะไรนะ", 1), ("อะไรนะ", 1), ("อะไรนะ", 2)]


def test_the_newest_comes_first_also_when_it_was_said_before(market: Market) -> None:
    keep(market, "หนึ่ง")
    market.later(minutes=1)
    keep(market, "สอง")
    assert newest(market) == [("สอง", 1), ("หนึ่ง", 1)]
    market.later(minutes=1)
    keep(market, "หนึ่ง")
    assert newest(market) == [("หนึ่ง", 2), ("สอง", 1)]


def test_a_long_sentence_is_kept_as_far_as_it_fits(market: Market) -> None:
    keep(market, "ก" * 5000)
    keep(market, "ก" * 4000)
    assert newest(market) == [("ก" * 300, 2)]


def test_what_was_unsent_goes_whoever_said_it(market: Market) -> None:
    keep(market, "ลบนะ")
    keep(market, "ลบนะ", role="buyer")
    keep(market, "อยู่")
    UnreadSentence.forget_text(market.session, "ลบนะ")
    assert newest(market) == [("อยู่", 1)]


def test_ninety_days_after_it_was_last_said_it_is_let_go(market: Market) -> None:
    keep(market, "เก่า")
    market.later(days=1)
    keep(market, "ใหม่")
    market.now += KEPT_UNREAD - timedelta(days=1)
    let_go(market.session, market.now)
    assert newest(market) == [("ใหม่", 1), ("เก่า", 1)]
    market.later(seconds=1)
    let_go(market.session, market.now)
    assert newest(market) == [("ใหม่", 1)]
