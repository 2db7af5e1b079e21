"""Paid messages: what a day of trade costs at LINE, by the simulator's counter.

Two producers post in the morning, four kitchens order from both, the producers accept, the cut-off
passes: once for the next day, when everything is urgent, and once for the day after it with a
producer who accepts by herself, when most news can wait. Replies are free; a push costs one message
for each person it reaches, however many letters go along. The market's clock is set by the script,
so the day is the same whenever it is measured.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from benchmarks.figures import Row
from benchmarks.stage import open_stage
from models.order import Order, OrderState
from tests.world import World, open_world

PRODUCERS = {
    "แม่บุญมี": "ผักบุ้ง 90 กก. กก.ละ 30 พรุ่งนี้ถึงศุกร์",
    "ป้าสมร": "ขนมตาล 400 ชิ้น ชิ้นละ 5 พรุ่งนี้ถึงมะรืน",
}
KITCHENS = ("คุณอรุณี", "ครูวิภา", "พี่แอน")
ORDER = "สั่ง ผักบุ้ง 10 กก. ขนมตาล 30 ชิ้น {day}"


@dataclass(frozen=True, slots=True)
class Sizes:
    kitchens: int = len(KITCHENS)


def run(seed: int, sizes: Sizes = Sizes()) -> list[Row]:
    kitchens = KITCHENS[: sizes.kitchens]
    return [
        _measured("paid messages of a day", kitchens, "พรุ่งนี้"),
        _measured("paid messages, ordered a day ahead", kitchens, "มะรืน", "แม่บุญมี"),
    ]


def _measured(what: str, kitchens: tuple[str, ...], day: str, accepts: str = "") -> Row:
    with open_stage() as stage, tempfile.TemporaryDirectory() as folder:
        stage.start_store()
        with open_world(
            f"sqlite:///{Path(folder) / 'day.sqlite3'}", stage.env["REDIS_URL"]
        ) as market:
            _trade(market, kitchens, day, accepts)
            paid, completed, owed = _count(market)
    figure = f"{paid} for {completed} orders: {paid / completed:.2f} each"
    aim = f"≤ {owed / completed:.0f}: one for each producer concerned and one for the buyer"
    return Row(what, figure, aim, paid <= owed)


def _trade(market: World, kitchens: tuple[str, ...], day: str, accepts: str) -> None:
    market.sweep()
    for name, offer in PRODUCERS.items():
        market.says(name, offer)
        market.says(name, "ยืนยัน")
    if accepts:
        market.says(accepts, "รับอัตโนมัติ")
        market.says(accepts, "เปิดเลย")
    for name in kitchens:
        market.says(name, ORDER.format(day=day))
        market.says(name, "รับเท่าที่มี")
        market.says(name, "ยืนยัน")
        for producer in PRODUCERS:
            if producer != accepts:
                market.says(producer, "รับ")
    for hours in (8, 24):  # the evening's digest, and the cut-off of the day after tomorrow
        market.clock.forward(hours=hours)
        market.sweep()


def _count(day: World) -> tuple[int, int, int]:
    """Messages paid, orders completed, and what the aim allows for these. Raises RuntimeError when
    the day did not go as scripted: a figure of it would mean nothing."""
    with day.house.reading() as session:
        orders = session.scalars(select(Order)).all()
        done = [o for o in orders if o.state == OrderState.CLOSED and not _missing(o)]
        owed = sum(1 + len(_producers(order)) for order in done)
    if not done or len(done) != len(orders):
        raise RuntimeError(f"{len(done)} of {len(orders)} orders were completed")
    return int(day.line.door("GET", "/phones")["paid"]), len(done), owed


def _missing(order: Order) -> int:
    return sum(line.quantity - line.promised for line in order.open_lines)


def _producers(order: Order) -> set[int]:
    return {a.lot.member_id for line in order.lines for a in line.allocations if a.is_promised}
