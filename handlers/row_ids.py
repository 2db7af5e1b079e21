"""Row numbers out of a button's data or a person's words."""

from __future__ import annotations

import re

# More digits than any row's number has; a longer one would not fit into the column.
ROW_ID = re.compile(r"\d{1,9}")


def row_id(words: str) -> int | None:
    """The number, when *words* are one and nothing else."""
    return int(words) if ROW_ID.fullmatch(words) else None
