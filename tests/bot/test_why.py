"""Every stored reason has a sentence, and a question for it is told from other questions."""

from datetime import UTC, date, datetime
from fractions import Fraction
from string import Formatter

import pytest

from bot import texts
from bot.language.reader import read
from bot.language.reading import Intent, Reading
from bot.thai import apart
from handlers.why import telling
from handlers.why.asked import is_asked, is_of_unsold
from models.catalogue import Product
from models.matching import Lack, Reason, Shortage, Why
from models.order_line import OrderLine
from models.reasons import reason_facts, shortage_facts
from tests.language.seed import seed_catalogue

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
FACTS = {
    Lack.DAY: {"first_day": date(2026, 11, 27), "last_day": date(2026, 11, 28)},
    Lack.CERTIFICATE: {"kinds": ("GAP", "PGS")},
    Lack.PRICE: {"cheapest": Fraction(4000, 1000)},
    **{
        lack: {"available": 20_000, "claimed": 60_000, "rivals": 2}
        for lack in (Lack.SHARE, Lack.TAKEN, Lack.WHOLE, Lack.SMALL)
    },
}
OF_A_MATCH = (
    *("ทำไมได้แค่นี้", "ทำไมไม่ได้", "ทำไมขาดผักบุ้ง", "ทำไมของฉันขายไม่ออก", "ทำไม OR-0003 ไม่ครบ"),
    *("เป็นหยังได้ส่ำนี้", "คะน้าขาดเพราะอะไร", "ทำไมได้คะน้าแค่ 5 โล", "ทำไมไม่มีใครสั่งเลย"),
    *("ทำไมเลือกฉัน", "ทำไมไม่ได้แก้วมังกร"),
)
OF_SOMETHING_ELSE = (
    *("ทำไมของยังไม่มา", "ทำไมยังไม่ได้เงิน", "ทำไมราคาคะน้าแพงจัง", "ทำไมลงขายไม่ได้", "ทำไมของเน่า"),
    *("ทำไมแก้ไม่ได้", "ทำไมกดไม่ได้", "กวางตุ้งเหลืองหมดเลย ทำไมส่งแบบนี้มา", "ขาดผักบุ้ง"),
    "ผักบุ้ง 20 โล",
)


def line(lack: Lack | None = None, **facts: object) -> OrderLine:
    shortage = lack and Shortage(lack, **facts)  # type: ignore[arg-type]
    return OrderLine(
        product=Product(name="ผักบุ้ง"),
        quantity=20_000,
        reserved=10_000,
        measure="กก.",
        unit="กก.",
        unit_factor=1000,
        most_satang=3500,
        most_unit="กก.",
        most_factor=1000,
        lack=shortage and shortage_facts(shortage, 10_000),
        cut_off_at=NOW,
    )


def told(lack: Lack, **facts: object) -> str:
    return apart(telling.lack(line(lack, **facts), NOW))


@pytest.mark.parametrize("lack", Lack)
def test_every_lack_has_a_sentence_that_says_its_facts(lack: Lack) -> None:
    words = told(lack, **FACTS.get(lack, {}))
    assert words.endswith("ค่ะ")
    assert "{" not in words
    assert "None" not in words


def test_the_facts_are_said_as_people_compare_them() -> None:
    assert "กก.ละ 40 บาท เกินราคาที่ตั้งไว้ 35 บาท" in told(Lack.PRICE, **FACTS[Lack.PRICE])
    assert "ตั้งแต่ 27 พ.ย. 2569 ถึง 28 พ.ย. 2569" in told(Lack.DAY, **FACTS[Lack.DAY])
    assert "GAP, PGS" in told(Lack.CERTIFICATE, **FACTS[Lack.CERTIFICATE])
    assert "มีสั่ง 3 รายการ รวม 60 กก. ของมี 20 กก." in told(Lack.SHARE, **FACTS[Lack.SHARE])


RANKED = [
    *(pytest.param(lack, {"ahead": ("hospital",)}) for lack in texts.WHY_SHORT_AFTER),
    *(pytest.param(lack, {"beside": ("hospital",)}) for lack in texts.WHY_SHORT_BESIDE),
]


@pytest.mark.parametrize(("lack", "rank"), RANKED)
def test_where_rank_decided_nobody_is_told_that_all_shared_equally(
    lack: str, rank: dict[str, tuple[str, ...]]
) -> None:
    words = told(Lack(lack), **FACTS[Lack(lack)], **rank)
    assert "โรงพยาบาลได้ก่อน" in words
    assert words.endswith("ค่ะ")
    assert "{" not in words


def test_every_reason_that_rank_can_be_has_a_sentence() -> None:
    contested = {Lack.SHARE, Lack.TAKEN, Lack.WHOLE, Lack.SMALL}
    assert texts.WHY_SHORT_AFTER.keys() == contested
    assert texts.WHY_SHORT_BESIDE.keys() <= contested


def test_who_is_alone_hears_of_no_crowd() -> None:
    assert told(Lack.WHOLE, available=15_000, claimed=20_000, rivals=0).startswith("ของมี 15 กก.")


def test_a_line_without_a_reason_is_looked_for_until_its_cut_off() -> None:
    before = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    assert telling.lack(line(), before) == texts.WHY_LOOKING
    assert telling.lack(line(), NOW) == texts.WHY_TOO_LATE


@pytest.mark.parametrize("why", Why)
@pytest.mark.parametrize("sentences", [texts.WHY_CHOSEN, texts.WHY_ASKED])
def test_every_why_has_a_sentence_for_both_sides(why: Why, sentences: dict[str, str]) -> None:
    reason = reason_facts(Reason(why, Fraction(3), Fraction(2), 2))
    assert telling.chosen(reason, sentences).endswith("ค่ะ")
    assert telling.chosen(None, sentences) == texts.WHY_FITS


@pytest.mark.parametrize("lack", Lack)
def test_every_lack_is_told_to_a_producer_without_the_limit(lack: Lack) -> None:
    fields = {name for _, name, _, _ in Formatter().parse(texts.WHY_LOT_WAITS[lack]) if name}
    assert fields <= {"measure", "day", "kinds", "price"}


def test_no_sentence_is_left_that_no_reason_leads_to() -> None:
    assert texts.WHY_SHORT_OF.keys() == texts.WHY_LOT_WAITS.keys() == set(Lack)
    assert texts.WHY_CHOSEN.keys() == texts.WHY_ASKED.keys() == set(Why)


def asked(words: str, role: str) -> bool:
    reading = read(words, role=role, catalogue=seed_catalogue(), today=date(2026, 11, 24))
    return is_asked(reading)


@pytest.mark.parametrize("role", ["buyer", "producer"])
@pytest.mark.parametrize("words", OF_A_MATCH)
def test_questions_about_a_match(words: str, role: str) -> None:
    assert asked(words, role)


@pytest.mark.parametrize("role", ["buyer", "producer"])
@pytest.mark.parametrize("words", OF_SOMETHING_ELSE)
def test_questions_about_something_else(words: str, role: str) -> None:
    assert not asked(words, role)


@pytest.mark.parametrize(("intent", "is_one"), [("query_stock", True), ("order", False)])
def test_a_deal_is_not_lost_for_a_question(intent: Intent, is_one: bool) -> None:
    assert is_asked(Reading(intent, text="ทำไมได้แค่ 5 โล")) is is_one


def test_what_is_not_sold_is_told_from_what_was_asked_for() -> None:
    unsold = ("ทำไมของฉันขายไม่ออก", "ทำไมขายคะน้าไม่ได้", "ทำไมไม่มีใครสั่งเลย")
    assert all(is_of_unsold({"words": words}) for words in unsold)
    assert not any(is_of_unsold({"words": words}) for words in ("ทำไมเลือกฉัน", "ทำไม or-0003"))
