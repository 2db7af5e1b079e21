"""Reserving: eight processes turn waiting wishes into promised stock, as fast as they can.

Ours is what a match job does (`models.match.match`), the usual way is what a first draft does: for
each order line a transaction that selects the lot for update, looks, writes lot, line, allocation
and the producer's letter through the ORM. Both end with the same stock reserved and no lot oversold
(the database's own check would refuse it). One hot lot is everybody's worst case; many lots are a
market day.
"""

from __future__ import annotations

import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benchmarks.copies import Databases, Files, Shelves
from benchmarks.figures import Row, ratio
from benchmarks.postgres import open_postgres
from benchmarks.shelves import NOW, Size, fill
from models.allocation import Allocation, AllocationState
from models.database import Sessions, in_transaction, open_database, sessions
from models.lot import Lot
from models.match import match
from models.news import offer_facts
from models.order_line import OrderLine
from models.outbox import Letter

PROCESSES = 8


@dataclass(frozen=True, slots=True)
class Sizes:
    rounds: int = 3
    orders: int = 160
    many: tuple[int, int] = (20, 10)  # products, lots of each


def run(seed: int, sizes: Sizes = Sizes()) -> list[Row]:
    shapes = {"one hot lot": (1, 1), "many lots": sizes.many}
    rows = []
    with open_postgres() as server, tempfile.TemporaryDirectory() as folder:
        for kind, shelves in (("SQLite", Files(Path(folder))), ("PostgreSQL", Databases(server))):
            for name, (goods, lots) in shapes.items():
                template = shelves.empty()
                fill(template, Size(goods, lots, sizes.orders), seed)
                rows.append(_compare(f"{kind}, {name}", shelves, template, sizes.rounds))
    return rows


def _compare(what: str, shelves: Shelves, template: str, rounds: int) -> Row:
    speeds: dict[str, list[float]] = {way: [] for way in _WAYS}
    for _ in range(rounds):
        for way in _WAYS:
            with shelves.copy(template) as url:
                served, seconds = reserve(url, way)
                speeds[way].append(served / seconds)
    ours, usual = speeds["match"], speeds["usual"]
    share = ratio(ours, usual)
    fast, slow = statistics.median(ours), statistics.median(usual)
    figure = f"{fast:.0f} lines a second, the usual way {slow:.0f}: {share:.1f}"
    return Row(what, figure, "≥ 1.5", share >= 1.5)


def reserve(url: str, way: str) -> tuple[int, float]:
    """Reserve everything at *url* in *way* ("match" or "usual"): lines served, seconds."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.reserving"])
    barrier = context.Barrier(PROCESSES + 1)
    workers = [
        context.Process(target=_work, args=(url, way, number, barrier), daemon=True)
        for number in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    barrier.wait()
    start = time.perf_counter()
    for worker in workers:
        worker.join()
    seconds = time.perf_counter() - start
    if any(worker.exitcode for worker in workers):
        raise RuntimeError(f"a process of {way} failed")
    return _served(url), seconds


def _work(url: str, way: str, number: int, barrier: Any) -> None:
    engine = open_database(url)
    with engine.connect():
        barrier.wait()
    _WAYS[way](sessions(engine), number)


def _match(made: Sessions, _number: int) -> None:
    """A job that finds no call open, or all of them taken by others, ends."""
    while in_transaction(made, lambda session: match(session, NOW)):
        """It has answered some."""


def _usual(made: Sessions, number: int) -> None:
    with made() as session:
        ids = session.scalars(select(OrderLine.id).order_by(OrderLine.id)).all()
    for line_id in ids[number::PROCESSES]:
        in_transaction(made, partial(_serve, line_id))


def _serve(line_id: int, session: Session) -> None:
    line = session.get_one(OrderLine, line_id, with_for_update=True)
    lot = session.scalars(
        select(Lot)
        .where(Lot.product_id == line.product_id, Lot.quantity - Lot.reserved >= line.missing)
        .order_by(Lot.satang, Lot.available_until, Lot.id)
        .limit(1)
        .with_for_update()
    ).one()
    quantity = line.missing
    lot.reserved += quantity
    line.reserved += quantity
    offer = Allocation(
        lot=lot,
        line=line,
        quantity=quantity,
        price=lot.price,
        state=AllocationState.OFFERED,
        offered_at=NOW,
        answer_by=NOW + timedelta(hours=2),
    )
    session.add(offer)
    session.flush()
    facts = {"offers": [offer_facts(offer)]}
    Letter.owe(session, lot.member_id, "offer", facts, f"offer:{offer.id}", NOW)


def _served(url: str) -> int:
    engine = open_database(url)
    with sessions(engine)() as session:
        served = session.scalar(select(func.count()).where(OrderLine.reserved > 0)) or 0
    engine.dispose()
    return served


_WAYS: dict[str, Callable[[Sessions, int], None]] = {"match": _match, "usual": _usual}
