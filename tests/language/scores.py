"""How well the reader does on labelled sentences, in all and by tag."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.language.catalogue import Catalogue
from bot.language.understand import understand_line

CORPUS = Path(__file__).with_name("corpus.jsonl")
"""Read with `catalogue.small_catalogue`."""
BLIND = Path(__file__).with_name("blind.jsonl")
"""Written before anyone saw how they are read; read with `seed.seed_catalogue`."""
TODAY = "2026-11-23"
DEALS = ("post_stock", "order")
SLOTS = ("quantity", "quantity_max", "unit", "price", "price_unit", "price_kind")
DAYS = ("date", "date_end", "date_from", "recurrence", "expiry", "time", "same_as")
DETAILS = ("action", "category", "order_number", "substitutes", "only_this", "removed", "budget")
Record = Mapping[str, Any]


@dataclass
class Score:
    """Right and all, by what is measured; `wrong` says which sentences went wrong, and how."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    wrong: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def tell(self, measure: str, is_right: bool, about: str) -> None:
        self.all[measure] += 1
        self.right[measure] += is_right
        if not is_right:
            self.wrong[measure].append(about)

    def share(self, measure: str) -> float:
        return self.right[measure] / self.all[measure] if self.all[measure] else 1.0


def records(path: Path = CORPUS) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def score(labelled: Iterable[Record], catalogue: Catalogue) -> Score:
    result = Score()
    for record in labelled:
        said = understand_line({"today": TODAY, **record}, catalogue)
        _score_one(result, record, said)
    return result


def _score_one(result: Score, want: Record, got: Record) -> None:
    about = f"{want['id']} {want['text']!r}"
    accepted = want.get("intent_accept", [want["intent"]])
    result.tell("intent", got["intent"] in accepted, f"{about}: {got['intent']}")
    _score_items(result, want, got, about)
    for measure, keys in (("days", DAYS), ("details", DETAILS)):
        for key in keys:
            if want.get(key) is not None or got.get(key) is not None:
                told = f"{about}: {key} {got.get(key)!r}"
                result.tell(measure, want.get(key) == got.get(key), told)
    missing = sorted(got["missing"])
    result.tell("missing", missing == sorted(want["missing"]), f"{about}: {missing}")
    if got["intent"] in DEALS:
        result.tell("no_false_deal", bool(set(accepted) & set(DEALS)), about)


def _score_items(result: Score, want: Record, got: Record, about: str) -> None:
    wanted, found = _triples(want), _triples(got)
    shared = sum((wanted & found).values())
    result.right["item"] += 2 * shared
    result.all["item"] += sum(wanted.values()) + sum(found.values())
    if wanted != found:
        result.wrong["item"].append(f"{about}: {found}")
    for item in want["items"]:
        if item["price"] is not None:
            result.tell("price", _price(item) in map(_price, got["items"]), about)
    for item in got["items"]:
        for slot in SLOTS:
            if item.get(slot) is not None:
                said = any(item[slot] == w.get(slot) for w in want["items"])
                result.tell("not_invented", said, f"{about}: {slot} {item[slot]!r}")
    for key in DAYS:
        if got.get(key) is not None:
            told = f"{about}: {key} {got[key]!r}"
            result.tell("not_invented", want.get(key) == got[key], told)


def _triples(record: Record) -> Counter[tuple[Any, ...]]:
    return Counter((i["product"], i["quantity"], i["unit"]) for i in record["items"])


def _price(item: Record) -> tuple[Any, ...]:
    return item["product"], item["price"], item["price_unit"], item["price_kind"]


def report(labelled: list[Record], catalogue: Catalogue) -> str:
    """A table: one row a tag, one column a measure, in per cent."""
    by_tag: defaultdict[str, list[Record]] = defaultdict(list)
    for record in labelled:
        for tag in ("ALL", *record["tags"]):
            by_tag[tag].append(record)
    measures = ("intent", "item", "price", "days", "details", "missing")
    rows = [f"{'tag':22}{'n':>5}" + "".join(f"{m:>9}" for m in measures)]
    for tag, some in sorted(by_tag.items()):
        result = score(some, catalogue)
        shares = "".join(f"{result.share(m):9.1%}" for m in measures)
        rows.append(f"{tag:22}{len(some):5}{shares}")
    return "\n".join(rows)
