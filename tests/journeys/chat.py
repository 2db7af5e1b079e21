"""A chat as text: the file's lines become steps, each with what must come of it. See README.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

HAPPENINGS = frozenset(("เวลา", "ลืม", "ส่งซ้ำ", "สมาชิกใหม่", "บทบาทใหม่", "ระบบไม่เก็บ"))
NARRATED = HAPPENINGS | {"LINE เสีย", "LINE ปฏิเสธ", "จดหมายไม่ถึง", "แชทกลุ่ม", "แชทหลายคน"}
_POSTGRES = "# PostgreSQL"
_ACT = re.compile(r"(?P<who>[^\s:]+)(?: (?P<verb>[^:]+?))?(?:: ?(?P<what>.*))?")
_CHECK = re.compile(r"(?P<kind>สานพลัง|ไม่มี): (?P<what>.+)")
_BUTTON = re.compile(r"\[([^\]]+)\]")


class BadChat(ValueError):
    """A line that is neither a step nor a check; args[0] names file and line."""


@dataclass(frozen=True, slots=True)
class Check:
    """kind: says, shows, lacks, lacks_button or silent; what: the words or the button's label."""

    line: int
    kind: str
    what: str = ""


@dataclass(slots=True)
class Step:
    """What somebody does (verb '' is typing), or the narrator when who is ''.

    together: it happens at the same time as the steps around it that are marked so, too; a blank
    line ends their moment.
    """

    line: int
    who: str
    verb: str
    what: str
    together: int = 0
    checks: list[Check] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chat:
    """A journey: what it proves, its steps, and whether it is also played on PostgreSQL."""

    path: Path
    title: str
    steps: list[Step]
    on_postgres: bool

    def rounds(self) -> Iterator[list[Step]]:
        """Steps one by one, those that happen together as one round."""
        for _, steps in groupby(self.steps, key=lambda step: step.together or -step.line):
            yield list(steps)


def read_chat(path: Path) -> Chat:
    """Raises BadChat for a line that cannot be read."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or not lines[0].startswith("# "):
        raise BadChat(f"{path}:1: the first line must say what the chat proves: # ...")
    steps: list[Step] = []
    moment = 1
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            moment = number
            continue
        try:
            _add(steps, number, line, moment)
        except ValueError as error:
            raise BadChat(f"{path}:{number}: {error}: {line}") from None
    on_postgres = any(line.startswith(_POSTGRES) for line in lines)
    return Chat(path, lines[0].removeprefix("# ").strip(), steps, on_postgres)


def _add(steps: list[Step], number: int, line: str, moment: int) -> None:
    if not line[0].isspace():
        together = moment if line.startswith("+ ") else 0
        steps.append(_step(number, line.removeprefix("+ ").strip(), together))
    elif not steps:
        raise ValueError("a check before the first step")
    else:
        steps[-1].checks += _checks(number, line.strip())


def _step(number: int, line: str, together: int) -> Step:
    head, _, rest = line.partition(": ")
    if head in NARRATED:
        return Step(number, "", head, rest.strip(), together)
    act = _ACT.fullmatch(line)
    if act is None:
        raise ValueError("not a step")
    what = (act["what"] or "").strip().replace("⏎", "\n")
    return Step(number, act["who"], act["verb"] or "", what, together)


def _checks(number: int, line: str) -> list[Check]:
    if line == "เงียบ":
        return [Check(number, "silent")]
    if line.startswith("["):
        return [Check(number, "shows", label.strip()) for label in _BUTTON.findall(line)]
    said = _CHECK.fullmatch(line)
    if said is None:
        raise ValueError("not a check")
    if said["kind"] == "สานพลัง":
        return [Check(number, "says", said["what"].strip())]
    labels = _BUTTON.findall(said["what"])
    if labels:
        return [Check(number, "lacks_button", label.strip()) for label in labels]
    return [Check(number, "lacks", said["what"].strip())]
