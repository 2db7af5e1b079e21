"""What was found out about one thing, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """about: one word; says: how it is; cure: what to do, empty when it is as it should be."""

    about: str
    says: str
    cure: str = ""
