"""Row numbers out of a button's data or a person's words."""

from __future__ import annotations

import re

# More digits than any row's number has; a longer one would not fit into the column.
ROW_ID = re.compile(r"\d{1,9}")


def row_ids(words: str) -> list[int]:
    """The numbers of a button about several rows: 7.8.9"""
    return [number for part in words.split(".") if (number := row_id(part))]


def row_id(words: str) -> int | None:
    """The number, when *words* are one and nothing else."""
    return int(words) if ROW_ID.fullmatch(words) else None
