"""Rectangles that must lie inside a picture, for imagemaps and rich menus."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.limits.problem import Path, Problem


def check_inside(area: object, size: object, at: Path, message: str) -> Iterator[Problem]:
    """Refuses an area that reaches over `size` (`{"width", "height"}`).

    Areas and sizes that are no such objects are not judged here.
    """
    for start, length in (("x", "width"), ("y", "height")):
        first, extent, most = _number(area, start), _number(area, length), _number(size, length)
        if first is None or extent is None or most is None:
            continue
        if first + extent > most:
            yield at.key(length).problem(message)


def objects_in(value: object) -> Iterator[tuple[int, dict[str, object]]]:
    """The objects of an array with their places; nothing when it is no array."""
    for index, each in enumerate(value if isinstance(value, list) else []):
        if isinstance(each, dict):
            yield index, each


def _number(value: object, name: str) -> int | None:
    number = value.get(name) if isinstance(value, dict) else None
    return number if isinstance(number, int) else None
