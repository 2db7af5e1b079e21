"""Every card and letter at its worst still passes LINE's limits."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import texts
from bot.asking import put_card, put_edit_menu, put_question
from bot.cards import MOST_BUBBLE_BYTES, Card, Row, card, cards
from bot.conversation import Desk
from bot.letters import RENDERERS, render
from bot.memory import Thread
from bot.messages import Message, cut, encode, fit, tap, text
from bot.sources import MOST_NAMED, from_groups
from bot.thai import apart
from handlers.book import BOOK
from models.allocation import Allocation
from models.answers import answer_offers
from models.catalogue import Product
from models.lot import Lot
from models.match import match
from models.measure import Amount, Price
from models.order import Order
from models.people import Buyer, Member, ProducerGroup, Role, Standing
from models.wanted import Wanted
from simulator.limits import check_messages
from tests.bot.door import Door

TODAY = date(2026, 11, 24)
PRODUCT, GROUP, PLACE, PERSON, UNIT = 100, 60, 120, 60, 20
LINES, SPLITS = 12, 15


def long(words: str, length: int, number: int = 0) -> str:
    """Exactly so many characters, told apart by their number."""
    tail = str(number)
    return (words * length)[: length - len(tail)] + tail


def passes(messages: list[Message]) -> None:
    """As line-bot-sdk sends them: Thai as \\u escapes."""
    assert messages
    assert check_messages(messages) == []
    assert len(json.dumps(messages)) < 2_000_000
    for message in messages:
        if message["type"] == "flex":
            size = len(json.dumps(message["contents"]))
            assert size < (50_000 if message["contents"]["type"] == "carousel" else 30_000)


AMOUNT: list[Any] = [123_456_789, long("กระสอบ", UNIT), long("กระสอบ", UNIT), 1_234]


def offer_facts(number: int, **more: Any) -> dict[str, Any]:
    return {
        "allocation": 2_000_000_000 + number,
        "order": f"OR-{2_000_000_000 + number}",
        "product": long("ผักบุ้งจีน", PRODUCT, number),
        "amount": AMOUNT,
        "satang": 99_999_999,
        "price_unit": long("กระสอบ", UNIT),
        "total": 10**14,
        "buyer": long("โรงพยาบาล", GROUP),
        "place": long("ห้องครัว", PLACE),
        "window": "00.00–23.59 น.",
        "day": "2026-12-24",
        "answer_by": "2026-12-24T12:34:56+00:00",
    } | more


def line_facts(number: int) -> dict[str, Any]:
    parts = [
        {
            "group": long("กลุ่มเกษตรอินทรีย์", GROUP, split),
            "amount": AMOUNT,
            "satang": 99_999_999,
            "price_unit": long("กระสอบ", UNIT),
            "total": 10**14,
        }
        for split in range(SPLITS)
    ]
    return {
        "line": number,
        "product": long("ผักบุ้งจีน", PRODUCT, number),
        "asked": AMOUNT,
        "promised": [AMOUNT[0] - 1, *AMOUNT[1:]],
        "missing": [1, *AMOUNT[1:]],
        "waiting": AMOUNT,
        "parts": parts,
    }


PERSON_FACTS = {
    "member": 2_000_000_000,
    "application": 2_000_000_000,
    "name": long("บุญมี", PERSON),
    "role": "producer",
    "belongs_to": long("กลุ่มเกษตร", GROUP),
    "phone": "0812345678",
    "kind": "agriculture",
}
ORDER_FACTS = {
    "order_id": 1,
    "order": "OR-2000000000",
    "day": "2026-12-24",
    "place": long("ห้องครัว", PLACE),
    "window": "00.00–23.59 น.",
    "cut_off": "2026-12-23T09:00:00+00:00",
    "lines": [line_facts(number) for number in range(LINES)],
    "first": False,
    "open": True,
}
MISSED_FACTS = {
    "missed": [
        {
            "id": 2_000_000_000,
            "standing": f"ST-{2_000_000_000 + number}",
            "day": (TODAY - timedelta(days=day)).isoformat(),
            "goods": [
                {"product": long("ผักบุ้งจีน", PRODUCT, line), "amount": AMOUNT}
                for line in range(LINES)
            ],
        }
        for number in range(LINES)
        for day in range(30)
    ]
}
STANDING_FACTS = [
    {
        "number": f"ST-{2_000_000_000 + number}",
        "goods": MISSED_FACTS["missed"][0]["goods"],
        "place": long("ห้องครัว", PLACE),
        "rule": "WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR,SU",
        "first": "2026-12-24",
        "last": "2027-12-24",
        "rests": True,
        "days": [(TODAY + timedelta(days=day)).isoformat() for day in range(30)],
        "made": [
            {"order": f"OR-{2_000_000_000 + day}", "day": "2026-12-24", "until": until}
            for day in range(30)
            for until in (None, "2026-12-23T09:00:00+00:00")
        ],
    }
    for number in range(LINES)
]
DID_FACTS = {
    "by": long("บุญมี", PERSON),
    "standing": STANDING_FACTS,
    "was": STANDING_FACTS[0],
    "days": ["2026-12-24", "2027-12-24"],
    "orders": STANDING_FACTS[0]["made"],
}
CLOSED_FACTS = {
    "name": long("กีฬาสี", PERSON),
    "first": "2026-12-24",
    "last": "2027-12-24",
    "standing": STANDING_FACTS,
}
WORST: dict[str, list[dict[str, Any]]] = {
    "offer": [
        {"offers": [offer_facts(number, order="OR-1") for number in range(LINES)]},
        {"offers": [offer_facts(number) for number in range(LINES)]},
    ],
    "reminder": [{"offers": [offer_facts(number) for number in range(LINES)]}],
    "auto_accepted": [{"offers": [offer_facts(number) for number in range(LINES)]}],
    "cancelled": [{"offers": [offer_facts(number) for number in range(LINES)]}],
    "reduced": [
        {"offers": [offer_facts(number) | {"less": AMOUNT} for number in range(LINES)]},
    ],
    "order_result": [
        ORDER_FACTS,
        ORDER_FACTS | {"open": False},
        ORDER_FACTS | {"standing": "ST-2000000000"},
    ],
    "newcomer": [PERSON_FACTS],
    "approved": [PERSON_FACTS, PERSON_FACTS | {"role": "buyer"}],
    "refused": [PERSON_FACTS],
    "wants_person": [
        {
            "call": 2_000_000_000,
            "name": long("บุญมี", PERSON),
            "phone": "0812345678",
            "trying": long("การสั่งซื้อ", 200),
            "sentence": long("ผักบุ้งจีน", 200),
        }
    ],
    "silent": [
        {
            "member": 2_000_000_000,
            "name": long("บุญมี", PERSON),
            "phone": "0812345678",
            "times": 3,
            "offers": [offer_facts(number) for number in range(LINES)],
        }
    ],
    "unheard": [
        {
            "member": 2_000_000_000,
            "name": long("บุญมี", PERSON),
            "phone": "0812345678",
            "doubtful": doubtful,
            "offers": [offer_facts(number, ended=not doubtful) for number in range(LINES)],
        }
        for doubtful in (True, False)
    ],
    "standing_missed": [MISSED_FACTS],
    "standing_by_colleague": [
        {**DID_FACTS, "did": did} for did in ("paused", "resumed", "changed", "ended")
    ],
    "standing_holiday": [{**CLOSED_FACTS, "closed": closed} for closed in (True, False)],
    "reply": [{"messages": [{"type": "text", "text": "ค่ะ"}]}],
}


def test_the_worst_of_every_kind_of_letter_is_known() -> None:
    assert set(WORST) == set(RENDERERS)


@pytest.mark.parametrize(
    ("kind", "facts"), [(kind, facts) for kind, some in WORST.items() for facts in some]
)
def test_a_letter_at_its_worst_passes(kind: str, facts: dict[str, Any]) -> None:
    passes(render(kind, facts, TODAY))


@pytest.mark.parametrize(
    ("kind", "facts"), [(kind, facts) for kind, some in WORST.items() for facts in some]
)
def test_a_letter_at_its_worst_leaves_out_no_product(kind: str, facts: dict[str, Any]) -> None:
    shown = json.dumps(render(kind, facts, TODAY), ensure_ascii=False)
    for part in [*facts.get("offers", ()), *facts.get("lines", ())]:
        assert part["product"] in shown


@pytest.fixture
def market(door: Door) -> Iterator[Session]:
    """The demo's market with the longest names there may be."""
    with door.house.sessions() as session:
        for number, product in enumerate(session.scalars(select(Product))):
            product.name = long(product.name, PRODUCT, number)
            product.changed_at = door.clock()
        for number, group in enumerate(session.scalars(select(ProducerGroup))):
            group.name = group.short_name = long(group.short_name, GROUP, number)
        for number, buyer in enumerate(session.scalars(select(Buyer))):
            buyer.name, buyer.place = (
                long(buyer.name, GROUP, number),
                long(buyer.place, PLACE, number),
            )
        session.flush()
        yield session


def desk(door: Door, session: Session, role: Role) -> Desk:
    member = session.scalars(select(Member).where(Member.role == role).order_by(Member.id)).first()
    assert member is not None
    catalogue = door.house.shelf.catalogue(session)
    return Desk(member, catalogue, door.clock(), session, "event", "https://market.example.org")


def products(session: Session, number: int) -> list[Product]:
    return list(session.scalars(select(Product).order_by(Product.id).limit(number)))


def post(session: Session, member: Member, product: Product, number: int, now: Any) -> None:
    days = TODAY, TODAY + timedelta(days=30)
    amount = product.amount(Fraction(1), product.default_unit)
    price = product.price(Fraction(20 + number), product.default_unit)
    Lot.post(session, member, product, amount, price, days, now)


def trade(door: Door, session: Session, orders: int) -> None:
    """Every product wanted by every order, and each line split over many lots."""
    now, farmer = door.clock(), desk(door, session, Role.PRODUCER).member
    goods = products(session, LINES)
    for product in goods:
        for number in range(SPLITS):
            post(session, farmer, product, number, now)
    kitchen = desk(door, session, Role.BUYER).member
    for _ in range(orders):
        wanted = [
            Wanted(product, product.amount(Fraction(SPLITS // orders + 1), product.default_unit))
            for product in goods
        ]
        Order.place_order(
            session, kitchen, wanted, TODAY + timedelta(days=2), long("ครัว", PLACE), True, now
        )
    match(session, now)


VIEWS = [
    ("available", Role.BUYER),
    ("available", Role.PRODUCER),
    ("my_stock", Role.PRODUCER),
    ("offers", Role.PRODUCER),
    ("my_orders", Role.BUYER),
    ("help", Role.BUYER),
    ("hello", Role.PRODUCER),
]


def show(name: str, at: Desk) -> list[Message]:
    view = BOOK.named(name)
    assert view is not None
    assert hasattr(view, "show")
    shown: list[Message] = view.show({}, at)
    return fit([text(long("ค่ะ", 200)), *shown])


@pytest.mark.parametrize(("name", "role"), VIEWS)
def test_a_view_at_its_worst_passes(door: Door, market: Session, name: str, role: Role) -> None:
    trade(door, market, 3)
    passes(show(name, desk(door, market, role)))


@pytest.mark.parametrize(
    ("name", "role"), [("my_orders", Role.BUYER), ("deliveries", Role.PRODUCER)]
)
def test_what_was_promised_in_many_parts_passes(
    door: Door, market: Session, name: str, role: Role
) -> None:
    trade(door, market, 2)
    farmer = desk(door, market, Role.PRODUCER).member
    answer_offers(
        market, market.scalars(select(Allocation.id)).all(), farmer.id, True, door.clock()
    )
    passes(show(name, desk(door, market, role)))


def test_everybody_who_waits_for_approval_passes(door: Door, market: Session) -> None:
    for number in range(20):
        market.add(
            Member(
                line_user_id=f"U{number:032x}",
                standing=Standing.WAITING,
                role=Role.PRODUCER,
                name=long("บุญมี", PERSON, number),
                belongs_to=long("กลุ่ม", GROUP),
                phone="0812345678",
                kind="agriculture",
            )
        )
    passes(show("approvals", desk(door, market, Role.STAFF)))


def test_a_kitchens_many_standing_orders_pass(door: Door, market: Session) -> None:
    at = desk(door, market, Role.BUYER)
    begin = BOOK.conversation("standing_order")
    assert begin is not None
    for number in range(15):
        begin.done(answers("standing_order", at), replace(at, event_key=f"event {number}"))
    passes(show("standing_orders", at))
    rest = BOOK.conversation("pause_standing")
    assert rest is not None
    assert rest.card is not None
    meant = rest.begin({}, at) | {"first": "2026-11-24", "last": "never"}
    passes(fit(put_card(Thread("pause_standing"), rest, rest.card(meant, at))))


def answers(conversation: str, at: Desk) -> dict[str, Any]:
    goods = products(at.session, LINES)
    items = [
        {"product": p.id, "number": "12345.678", "unit": p.default_unit, "price": "99999.99",
         "price_unit": p.default_unit, "basis": "per_unit", "most": "99999.999"}
        for p in goods
    ]  # fmt: skip
    known: dict[str, dict[str, Any]] = {
        "sell": {"items": items, "from": "2026-11-24", "until": "2027-01-20"},
        "buy": {"items": items, "day": "2027-01-20", "place": long("ครัว", PLACE), "part": True},
        "standing_order": {
            "items": items,
            "rule": "WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR",
            "first": "2026-11-25",
            "last": "2027-11-20",
            "rests": True,
            "place": long("ครัว", PLACE),
            "part": True,
        },
        "join": {
            "consent": True,
            "role": Role.BUYER,
            "belongs": long("โรงเรียน", GROUP),
            "kind": "school",
            "name": long("บุญมี", PERSON),
            "phone": "0812345678",
            "location": ["16.0567", "103.6531", long("ถนน", 200)],
        },
    }
    return known[conversation]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("sell", Role.PRODUCER),
        ("buy", Role.BUYER),
        ("standing_order", Role.BUYER),
        ("join", Role.BUYER),
    ],
)
def test_the_card_to_confirm_passes_with_twelve_of_the_longest(
    door: Door, market: Session, name: str, role: Role
) -> None:
    at = desk(door, market, role)
    conversation = BOOK.conversation(name)
    assert conversation is not None
    assert conversation.card is not None
    shown = conversation.card(answers(name, at), at)
    passes(fit(put_card(Thread(name), conversation, shown)))
    passes(fit(put_edit_menu(Thread(name), conversation.questions)))


@pytest.mark.parametrize(
    ("name", "role"), [("sell", Role.PRODUCER), ("buy", Role.BUYER), ("join", Role.BUYER)]
)
def test_every_question_passes_with_the_longest_choices(
    door: Door, market: Session, name: str, role: Role
) -> None:
    at = desk(door, market, role)
    conversation = BOOK.conversation(name)
    assert conversation is not None
    for question in conversation.questions:
        if question.slot not in ("product", "basis"):
            thread = Thread(name, revision=10**9, past=[{}])
            given = without(question.slot, answers(name, at))
            passes(put_question(thread, question, question.ask(given, at)))


def without(slot: str, given: dict[str, Any]) -> dict[str, Any]:
    """What is known when that is asked for."""
    if "items" not in given:
        return given
    open_ = {"limited": False, "odd_unit": long("ถุง", UNIT)}
    left_out = {slot, "price"}
    items = [{k: v for k, v in (open_ | item).items() if k not in left_out}
             for item in given["items"]]  # fmt: skip
    return given | {"items": items}


def test_a_card_too_large_for_a_bubble_goes_on_in_the_next() -> None:
    rows = [Row(long("ผัก", 100, n), "1 กก.", long("หมายเหตุ", 300, n)) for n in range(30)]
    content = Card("หัวเรื่อง", rows, lead="นำ", foot="ท้าย", buttons=[tap("ปุ่ม", {"do": "x"})])
    shown = cards([content], "หัวเรื่อง")
    passes(shown)
    words = json.dumps(shown, ensure_ascii=False)
    assert all(row.label in words for row in rows)
    assert [words.count(part) for part in ("นำ", "ท้าย", '"ปุ่ม"')] == [1, 1, 2]
    assert texts.CONTINUED in words
    assert texts.CONTINUED * 2 not in words


def test_a_card_that_fits_is_one_bubble() -> None:
    content = Card("หัวเรื่อง", [Row("ผักบุ้ง", "1 กก.")])
    assert cards([content], "x")[0]["contents"] == card(content)["contents"]
    assert len(json.dumps(card(content))) < MOST_BUBBLE_BYTES


def test_more_cards_than_line_shows_are_counted() -> None:
    shown = cards([Card(str(n), [Row("ผัก")]) for n in range(50)], "x")
    passes(shown)
    assert shown[-1] == text(texts.MORE_CARDS.format(count=14))


@given(st.dictionaries(st.sampled_from("asqrv"), st.text(), min_size=1))
def test_a_buttons_data_comes_back_as_it_was(data: dict[str, str]) -> None:
    back = dict(parse_qsl(encode(data), keep_blank_values=True, max_num_fields=len(data)))
    assert back == data


def test_a_thai_name_takes_as_many_characters_as_it_has() -> None:
    assert len(encode({"v": "ก" * 200})) == 202


@given(st.text(max_size=6000))
def test_a_text_is_cut_as_line_counts(words: str) -> None:
    short = cut(words * 3)
    assert len(short.encode("utf-16-le", "surrogatepass")) // 2 <= 5000
    assert (words * 3).startswith(short)


def test_a_text_of_emoji_is_cut_between_characters() -> None:
    assert cut("🥬" * 4000) == "🥬" * 2500
    assert check_messages([text("🥬" * 4000)]) == []


def source(group: str, kilos: int, baht: int = 30) -> tuple[str, Amount, Price]:
    return group, Amount(kilos * 1000, "กก.", "กก.", 1000), Price(baht * 100, "กก.", 1000)


def test_parts_of_one_group_at_one_price_are_one_line() -> None:
    parts = [source("ก", 2), source("ข", 5), source("ก", 4), source("ก", 1, 35)]
    assert list(map(apart, from_groups(parts))) == [
        "6 กก. จากก · กก.ละ 30 บาท",
        "5 กก. จากข · กก.ละ 30 บาท",
        "1 กก. จากก · กก.ละ 35 บาท",
    ]


def test_of_very_many_groups_the_rest_is_added_up() -> None:
    lines = from_groups([source(str(n), 20 - n) for n in range(MOST_NAMED + 3)])
    assert len(lines) == MOST_NAMED + 1
    assert apart(lines[-1]) == "อีก 42 กก. จาก 3 กลุ่ม"
