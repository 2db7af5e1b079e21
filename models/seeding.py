"""The market's own data, and the demo's people and goods; every call may be repeated."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models.base import Base
from models.calendar import local_day
from models.catalogue import Product, ProductAlias, ProductUnit
from models.lot import Lot
from models.people import (
    Buyer,
    Certificate,
    Member,
    ProducerGroup,
    Role,
    Standing,
    WorkGroup,
)

SEED = Path(__file__).parent / "seed"
Row = TypeVar("Row", bound=Base)
Record = dict[str, Any]


def seed_market(session: Session, now: datetime) -> None:
    """The catalogue, the work groups and the four producer groups: real, and needed everywhere."""
    market = _toml("market.toml")
    for record in market["work_group"]:
        _once(session, WorkGroup, WorkGroup.code == record["key"],
              lambda r=record: WorkGroup(code=r["key"], name=r["name"]))  # fmt: skip
    for record in market["group"]:
        _once(session, ProducerGroup, ProducerGroup.short_name == record["short_name"],
              lambda r=record: _group(session, r))  # fmt: skip
    works = {name: work["key"] for work in market["work_group"] for name in work["categories"]}
    for record in _toml("catalogue.toml")["product"]:
        _once(session, Product, Product.name == record["name"],
              lambda r=record: _product(session, r, works, now))  # fmt: skip
    for record in _toml("catalogue.toml")["product"]:
        _stand_ins(session, record)


def _stand_ins(session: Session, record: Record) -> None:
    """What may be proposed for a product; where something is kept already it stays."""
    names = record.get("substitutes", ())
    if not names:
        return
    product = session.scalars(select(Product).where(Product.name == record["name"])).one()
    if not product.stand_ins:
        product.stand_ins = list(session.scalars(select(Product).where(Product.name.in_(names))))


def seed_demo(session: Session, now: datetime) -> None:
    """Fictional buyers, people, certificates and opening stock, for the demo and for tests."""
    market = _toml("market.toml")
    places = {place["buyer"]: place for place in market["place"]}
    for record in market["buyer"]:
        _once(session, Buyer, Buyer.name == record["name"],
              lambda r=record: _buyer(r, places))  # fmt: skip
    for record in market["certificate"]:
        _once(session, Certificate, Certificate.number == record["number"],
              lambda r=record: _certificate(session, r))  # fmt: skip
    people = demo_people()
    for record in people:
        if record["friend"]:
            _once(session, Member, Member.line_user_id == record["user_id"],
                  lambda r=record: _member(session, r, now))  # fmt: skip
    _seed_lots(session, market["lot"], now)


def demo_people() -> list[Record]:
    people: list[Record] = json.loads((SEED / "people.json").read_text("utf-8"))
    return people


def _toml(name: str) -> Record:
    return tomllib.loads((SEED / name).read_text("utf-8"))


def _once(session: Session, table: type[Row], where: ColumnElement[bool], make: Any) -> Row:
    found = session.scalars(select(table).where(where)).first()
    if found is None:
        found = make()
        session.add(found)
        session.flush()
    return found


def _group(session: Session, record: Record) -> ProducerGroup:
    works = select(WorkGroup).where(WorkGroup.code == record["work_group"])
    work_group = session.scalars(works).one()
    return ProducerGroup(
        name=record["name"], short_name=record["short_name"], work_group=work_group
    )


def _product(session: Session, record: Record, works: dict[str, str], now: datetime) -> Product:
    """works: the work group's code by category."""
    parent = select(Product.id).where(Product.name == record.get("parent"))
    return Product(
        name=record["name"],
        category=record["category"],
        parent_id=session.scalar(parent) if "parent" in record else None,
        base_unit=record["base_unit"],
        default_unit=record["default_unit"],
        vat=record["vat"],
        shelf_days=record["shelf_days"],
        likely=record["likely"],
        likely_price=record["likely_price"],
        changed_at=now,
        work_group_id=WorkGroup.coded(session, works[record["category"]]).id,
        units=[ProductUnit(name=n, factor=f or None) for n, f in record["units"].items()],
        aliases=[ProductAlias(name=alias) for alias in record["aliases"]],
    )


def _buyer(record: Record, places: dict[str, Record]) -> Buyer:
    place = places[record["name"]]
    window = f"{place['opens'].replace(':', '.')}–{place['closes'].replace(':', '.')} น."
    return Buyer(
        name=record["name"], kind=record["kind"], place=place["name"], delivery_window=window
    )


def _certificate(session: Session, record: Record) -> Certificate:
    group = select(ProducerGroup.id).where(ProducerGroup.short_name == record["group"])
    return Certificate(
        producer_group_id=session.scalars(group).one(),
        kind=record["kind"],
        number=record["number"],
        valid_until=record["valid_until"],
    )


def _member(session: Session, record: Record, now: datetime) -> Member:
    groups = select(ProducerGroup.id).where(ProducerGroup.short_name == record["group"])
    buyers = select(Buyer.id).where(Buyer.name == record["buyer"])
    return Member(
        line_user_id=record["user_id"],
        role=Role(record["role"]),
        standing=Standing.APPROVED,
        name=record["name"],
        phone=record["phone"],
        belongs_to=record["group"] or record["buyer"],
        producer_group_id=session.scalar(groups),
        buyer_id=session.scalar(buyers),
        part_is_fine=record.get("part_is_fine"),
        consented_at=now,
    )


def _seed_lots(session: Session, records: Iterable[Record], now: datetime) -> None:
    """Opening stock, posted once: a demo that goes on later does not fill the shelves again."""
    for number, record in enumerate(records):
        source = f"seed:{number}"
        if session.scalar(select(Lot.id).where(Lot.source == source)) is None:
            _lot(session, record, source, now)


def _lot(session: Session, record: Record, source: str, now: datetime) -> Lot:
    member = session.scalars(select(Member).where(Member.name == record["seller"])).one()
    product = session.scalars(select(Product).where(Product.name == record["product"])).one()
    amount = product.amount(Fraction(record["quantity"]), record["unit"])
    most = record.get("quantity_max")
    first, last = (
        local_day(now) + timedelta(days=record[key]) for key in ("from_days", "until_days")
    )
    return Lot.post(
        session,
        member,
        product,
        amount,
        product.price(Fraction(record["price"]), record["unit"]),
        (first, last),
        now,
        source=source,
        hoped=product.amount(Fraction(most), record["unit"]).quantity if most else None,
    )
