"""An event delivered many times at once takes effect once and is answered once."""

import base64
import hashlib
import hmac
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import urllib3

from models.inbox import InboxEvent, ReplyState
from models.order import Order
from models.outbox import Letter
from tests.invariants.crashes import KITCHEN, Shop
from tests.invariants.dying import listen_together
from tests.invariants.processes import barrier, run_together
from tests.simulator.harness import SECRET

TIMES = 12
PROCESSES = 6


def ordering(shop: Shop) -> str:
    """A confirmed order that is kept and nobody has heard; its event id."""
    shop.ask_for(1)
    return shop.type(KITCHEN, "ยืนยัน")


def deliver_again(shop: Shop, event_id: str) -> int:
    """LINE delivers the event once more, signed as it signs; the bot's status."""
    sent = next(
        call for call in shop.world.line.log("webhook")
        if call["request"]["events"] and call["request"]["events"][0]["webhookEventId"] == event_id
    )  # fmt: skip
    body: dict[str, Any] = sent["request"]
    body["events"][0]["deliveryContext"]["isRedelivery"] = True
    raw = json.dumps(body).encode()
    signature = base64.b64encode(hmac.new(SECRET.encode(), raw, hashlib.sha256).digest())
    headers = {"x-line-signature": signature.decode(), "Content-Type": "application/json"}
    return urllib3.request("POST", sent["path"], body=raw, headers=headers, retries=False).status


def test_many_deliveries_at_once_are_kept_as_one_event(shop: Shop) -> None:
    orders = shop.count(Order)
    event_id = ordering(shop)
    events = shop.count(InboxEvent)
    with ThreadPoolExecutor(TIMES) as pool:
        statuses = list(pool.map(lambda _: deliver_again(shop, event_id), range(TIMES)))
    assert statuses == [200] * TIMES
    shop.world.settle()
    assert shop.count(InboxEvent) == events
    assert shop.count(Order) == orders + 1
    shop.check()


def test_a_repeat_after_the_answer_changes_nothing_and_gets_the_same_replies(shop: Shop) -> None:
    event_id = ordering(shop)
    shop.world.settle()
    before, orders, letters = shop.event(event_id), shop.count(Order), shop.count(Letter)
    assert before.replies
    calls = len(shop.world.line.log("api"))
    assert deliver_again(shop, event_id) == 200
    shop.world.settle()
    after = shop.event(event_id)
    assert (after.replies, after.heard_at) == (before.replies, before.heard_at)
    assert (shop.count(Order), shop.count(Letter)) == (orders, letters)
    assert len(shop.world.line.log("api")) == calls
    shop.check()


@pytest.mark.parametrize("locks", [True, False], ids=["with locks", "without locks"])
def test_many_processes_hearing_one_event_at_once_have_one_effect(shop: Shop, locks: bool) -> None:
    orders = shop.count(Order)
    event_id = ordering(shop)
    house = shop.world.house
    start = barrier(PROCESSES)
    how = (
        house.settings.model_dump(),
        shop.world.clock(),
        shop.world.user(KITCHEN),
        start,
        locks,
    )
    run_together(listen_together, [how] * PROCESSES)
    shop.recover()
    assert shop.count(Order) == orders + 1
    assert shop.event(event_id).reply_state in (ReplyState.SENT, ReplyState.LOST)
    shown = shop.world.news(KITCHEN)
    assert [m["via"] for m in shown if "รับคำสั่งซื้อ" in str(m["message"])] == ["reply"]
    shop.check()
