"""The times of one sentence, each in its part: delivery, end, expiry, the day it is moved from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from bot.language.moments import DENIED
from bot.language.nodes import Clock, Mark, Measure, Node, Repeat, Weekdays, When
from bot.language.repeats import weekly

_BETWEEN = ("morning", "evening", "particle", "filler", "can")
_HARVEST = ("เก็บ", "ตัด")
_READY = ("พร้อมส่ง", "พร้อมขาย")


@dataclass(frozen=True, slots=True)
class Times:
    """`first` to `last`: delivery. `unclear`: a day was said, but which one must be asked."""

    first: date | None = None
    last: date | None = None
    hour: str | None = None
    recurrence: str | None = None
    expiry: date | None = None
    moved_from: date | None = None
    past: date | None = None
    unclear: bool = False


def times_of(nodes: list[Node], today: date, *, moved: bool) -> Times:
    """`moved`: of two days the first is the old one ("จากวันพุธเป็นวันศุกร์")."""
    nodes = _corrected(nodes)
    days = [n for n in nodes if isinstance(n, When)]
    recurrence = _recurrence(nodes)
    if recurrence is not None:
        nodes = [n for n in nodes if not (isinstance(n, When) and n.weekdays)]
        days = [n for n in nodes if isinstance(n, When)]
    once = recurrence is None and any(isinstance(n, Weekdays) for n in nodes)
    starts = (d.start for d in days)
    common = Times(
        hour=next((n.time for n in nodes if isinstance(n, Clock)), None),
        recurrence=recurrence,
        expiry=_of_role(days, "expiry"),
        past=next((day for day in starts if day is not None and day < today), None),
        unclear=once or any(d.start is None for d in days if d.role != "made"),
    )
    return _delivery(common, nodes, today, moved=moved)


def _delivery(common: Times, nodes: list[Node], today: date, *, moved: bool) -> Times:
    days = [n for n in nodes if isinstance(n, When)]
    until, given_up = _of_role(days, "until"), _of_role(days, "from")
    ahead = _ahead(days, today)
    if moved and not ahead:
        return replace(common, first=until, moved_from=given_up)
    if moved or given_up:
        old = given_up or (ahead[0].start if len(ahead) > 1 else None)
        return replace(common, first=ahead[-1].start if ahead else None, moved_from=old)
    if len(ahead) > 1:
        ahead = _delivered(nodes, ahead) or ahead
    if len({d.start for d in ahead}) > 1:
        return replace(common, unclear=True)
    if not ahead:
        return replace(common, last=until)
    return replace(common, first=ahead[0].start, last=ahead[0].end or until)


def _ahead(days: list[When], today: date) -> list[When]:
    delivery = (d for d in days if d.role in ("day", "since"))
    return [d for d in delivery if d.start is None or d.start >= today]


def _delivered(nodes: list[Node], ahead: list[When]) -> list[When]:
    """Of several days the one that ส่ง stands before or after: "วันนี้ตัด ส่งพรุ่งนี้"."""
    if sum(_with_part(a, b) for a, b in pairwise(nodes)) > 1:
        return []  # "ส่งพรุ่งนี้ 5 มะรืน 5"
    said = [n for n in nodes if not (isinstance(n, Mark) and n.kind in _BETWEEN)]
    beside = [(a, b) for a, b in pairwise(said) if _delivers(a) and b in ahead]
    sent = [day for verb, day in beside if isinstance(verb, Mark) and verb.text not in _HARVEST]
    return [n for n in sent or [day for _, day in beside] if isinstance(n, When)]


def _delivers(node: Node) -> bool:
    return isinstance(node, Mark) and (node.kind == "deliver" or node.text in _READY)


def _with_part(day: Node, amount: Node) -> bool:
    return isinstance(day, When) and isinstance(amount, Measure)


def _corrected(nodes: list[Node]) -> list[Node]:
    """ "ไม่ใช่พรุ่งนี้ มะรืน": the first day is the one that is given up."""
    fixed: list[Node] = []
    for node in nodes:
        before = fixed[-1] if fixed else None
        denied = isinstance(before, Mark) and (before.kind == "instead" or before.text in DENIED)
        if denied and isinstance(node, When) and node.role == "day":
            node = replace(node, role="from")
        fixed.append(node)
    return fixed


def _of_role(days: list[When], role: str) -> date | None:
    return next((d.start for d in days if d.role == role), None)


def _goes_on(nodes: list[Node]) -> bool:
    """Days that are listed and end or begin with another day ("ถึงสิ้นเดือน") come every week."""
    return any(isinstance(n, When) and n.role in ("until", "since") for n in nodes)


def _recurrence(nodes: list[Node]) -> str | None:
    """The most exact of the rules: "วันละ … จันทร์ถึงศุกร์" says two."""
    rules = [n.rule for n in nodes if isinstance(n, Repeat)]
    listed = next((n.days for n in nodes if isinstance(n, Weekdays)), None)
    if listed and not rules and _goes_on(nodes):
        return weekly(list(listed))
    listed = listed or next((n.weekdays for n in nodes if isinstance(n, When) and n.weekdays), None)
    rule = max(rules, key=lambda rule: "BY" in rule, default=None)
    if rule and listed and "BY" not in rule:
        rule = weekly(list(listed))
    if rule and "WEEKLY;INTERVAL=2" in rules:
        return rule.replace("WEEKLY;BYDAY", "WEEKLY;INTERVAL=2;BYDAY")
    return rule
