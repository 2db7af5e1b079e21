"""The reader as JSON: one record in, one record out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from bot.language.catalogue import Catalogue
from bot.language.reader import read
from bot.language.reading import Each, Item, Reading


def understand_line(record: Mapping[str, object], catalogue: Catalogue) -> dict[str, object]:
    """`record`: {"text": str, "role": "producer" | "buyer", "today": "YYYY-MM-DD"}; raises
    ValueError saying which of them is wrong. Numbers are int when whole, else float."""
    text, role, day = record.get("text"), record.get("role", ""), record.get("today")
    if not isinstance(text, str):
        raise ValueError('"text" must be a string')
    if not isinstance(role, str):
        raise ValueError('"role" must be a string')
    if not isinstance(day, str):
        raise ValueError('"today" must be a day such as "2026-11-23"')
    reading = read(text, role=role, catalogue=catalogue, today=date.fromisoformat(day))
    return as_json(reading, catalogue)


def as_json(reading: Reading, catalogue: Catalogue) -> dict[str, object]:
    """The reading as a JSON-ready dict; optional keys are left out when there is nothing to say."""

    def name(product_id: int) -> str:
        return catalogue.product(product_id).name

    always: dict[str, object] = {
        "intent": reading.intent,
        "items": [_item(item) for item in reading.items],
        "date": _day(reading.date),
        "missing": list(reading.missing),
    }
    optional: dict[str, object] = {
        "date_end": _day(reading.date_end),
        "time": reading.time,
        "recurrence": reading.recurrence,
        "expiry": _day(reading.expiry),
        "order_number": reading.order_number,
        "action": reading.action,
        "date_from": _day(reading.date_from),
        "category": reading.category,
        "producer": reading.producer,
        "substitutes": [[name(a), name(b)] for a, b in reading.substitutes] or None,
        "only_this": reading.only_this or None,
        "removed": [name(i) for i in reading.removed] or None,
        "same_as": _day(reading.same_as),
        "budget": _number(reading.budget),
        "each": _each(reading.each),
    }
    return always | {key: value for key, value in optional.items() if value is not None}


def _each(each: Each | None) -> dict[str, object] | None:
    if each is None:
        return None
    count, quantity = _number(each.count), _number(each.quantity)
    return {"of": each.of, "count": count, "quantity": quantity, "unit": each.unit}


def _item(item: Item) -> dict[str, object]:
    always: dict[str, object] = {
        "product": item.product_name,
        "quantity": _number(item.quantity),
        "unit": item.unit,
        "price": _number(item.price),
        "price_unit": item.price_unit,
        "price_kind": item.price_kind,
    }
    optional: dict[str, object] = {
        "quantity_max": _number(item.quantity_max),
        "product_raw": item.product_raw,
        "pack_quantity": _number(item.pack_quantity),
        "pack_unit": item.pack_unit,
    }
    return always | {key: value for key, value in optional.items() if value is not None}


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
