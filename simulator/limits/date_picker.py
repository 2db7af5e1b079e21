"""The date picker's first, last and initial values.

Source: LINE Messaging API reference, 'Datetime picker action', 'Date and time format'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from simulator.limits.checks import INVALID, Object
from simulator.limits.problem import Path, Problem

_FORMS = {
    "date": r"\d{4}-\d{2}-\d{2}",
    "time": r"\d{2}:\d{2}",
    "datetime": r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}",
}
_DAY_OF_TIMES = "2000-01-01T"


def check_range(action: Object, at: Path) -> Iterator[Problem]:
    """Refuses values of the wrong form for the mode, min ≥ max, and an initial outside of them.

    The last is unconfirmed; phones would open the picker on a day that can't be chosen.
    """
    mode = action.get("mode")
    if not (isinstance(mode, str) and mode in _FORMS):
        return
    given = {name: action[name] for name in ("initial", "max", "min") if name in action}
    read = {name: _read(mode, value) for name, value in given.items()}
    for name, value in read.items():
        if value is None:
            yield at.key(name).problem(INVALID)
    yield from _order(read, at)


def _order(read: dict[str, datetime | None], at: Path) -> Iterator[Problem]:
    first, last, initial = read.get("min"), read.get("max"), read.get("initial")
    if first and last and first >= last:
        yield at.key("max").problem("must be greater than `min`")
    elif initial and ((first and initial < first) or (last and initial > last)):
        yield at.key("initial").problem("must be between `min` and `max`")


def _read(mode: str, value: object) -> datetime | None:
    if not (isinstance(value, str) and re.fullmatch(_FORMS[mode], value, re.ASCII)):
        return None
    try:
        moment = datetime.fromisoformat(_DAY_OF_TIMES + value if mode == "time" else value)
    except ValueError:
        return None
    return moment if 1900 <= moment.year <= 2100 else None
