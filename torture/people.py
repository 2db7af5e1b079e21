"""Who takes part: the demo's people, and newcomers who must first join."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.places import ROOT

PEOPLE = ROOT / "models" / "seed" / "people.json"
FICKLE = "ตาหมื่น"  # who blocks the account now and then
NEWCOMERS = ("ยายแดง", "น้าเขียว", "ตาหมื่น")


@dataclass(frozen=True, slots=True)
class Person:
    user_id: str
    name: str
    role: str


def everybody() -> list[dict[str, Any]]:
    """The people file of the simulator, as a list."""
    known: list[dict[str, Any]] = json.loads(PEOPLE.read_text(encoding="utf-8"))
    return [*known, *(_newcomer(name) for name in NEWCOMERS)]


def _newcomer(name: str) -> dict[str, Any]:
    number = hashlib.sha256(name.encode()).hexdigest()[:32]
    return {
        "user_id": f"U{number}",
        "name": name,
        "caption": "ยังไม่ได้เป็นสมาชิก",
        "role": "guest",
        "color": "#616161",
        "friend": False,
    }


def cast() -> list[Person]:
    return [Person(p["user_id"], p["name"], p["role"]) for p in everybody()]


def write(path: Path) -> None:
    path.write_text(json.dumps(everybody(), ensure_ascii=False), encoding="utf-8")
