"""The demo's data files as parsed, for the tests that compare them."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SEED = Path(__file__).parents[2] / "models" / "seed"


def products() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = _toml("catalogue.toml")["product"]
    return rows


def market() -> dict[str, list[dict[str, Any]]]:
    return _toml("market.toml")


def people() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((SEED / "people.json").read_text(encoding="utf-8"))
    return rows


def twice(values: Iterable[str]) -> list[str]:
    """The values that occur more than once."""
    return [value for value, count in Counter(values).items() if count > 1]


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((SEED / name).read_text(encoding="utf-8"))
