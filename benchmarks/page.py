"""The table in `docs/performance.md`: written by the command that measured it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.figures import Row

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
_MARKS = {True: "met", False: "**missed**", None: ""}


def table(circumstances: Sequence[str], results: Mapping[str, Sequence[Row]]) -> str:
    """Markdown: under which circumstances, then a row for each figure."""
    head = ["| benchmark | what | figure | aim | |", "|---|---|---|---|---|"]
    told = [f"- {line}" for line in circumstances]
    return "\n".join([*told, "", *head, *_rows(results)])


def write(page: Path, text: str) -> None:
    """Raises ValueError when the page has no place for it."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} lacks {BEGIN} … {END}")
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def _rows(results: Mapping[str, Sequence[Row]]) -> Iterable[str]:
    for name, rows in results.items():
        for row in rows:
            yield f"| {name} | {row.what} | {row.figure} | {row.aim} | {_MARKS[row.met]} |"
