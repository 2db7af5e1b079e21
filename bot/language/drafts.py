"""Items while they are being gathered from a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bot.language.nodes import Mark, Measure, Name, Pack, Price

Mode = Literal["keep", "drop", "lacking", "instead", "never"]
"""Wanted; said to be left out; what may be missing ("ถ้าไม่มี…"); what is accepted in its place, and
what is not ("ห้ามแทนด้วย…")."""
A_NAME = "name"
"""`Gathering.before` after a product, else the kind of the last word."""


@dataclass(slots=True)
class Draft:
    """One item while its parts are being gathered."""

    name: Name | None = None
    measure: Measure | None = None
    price: Price | None = None
    other_price: Price | None = None
    pack: Pack | None = None
    heading: bool = False
    mode: Mode = "keep"
    line: int = 0
    clause: int = 0


@dataclass(slots=True)
class Gathering:
    """The items so far, and what was said outside of any item."""

    drafts: list[Draft] = field(default_factory=list)
    each: Measure | None = None
    each_price: Price | None = None
    budget: Price | None = None
    loose: Mark | None = None
    mode: Mode = "keep"
    changing: bool = False
    corrects: bool = False
    becoming: bool = False
    bracketed: bool = False
    spreading: bool = False
    pricing: bool = False
    lump: bool = False
    after_day: bool = False
    after_repeat: bool = False
    every_unit: str | None = None
    before: str = ""
    before_text: str = ""
    line: int = 0
    clause: int = 0

    def open(self) -> Draft | None:
        """The last item, unless the line has ended since."""
        last = self.drafts[-1] if self.drafts else None
        return last if last is not None and last.line == self.line else None

    def waiting(self) -> Draft | None:
        """The last item if its amount is still to come, perhaps on the next line."""
        last = self.drafts[-1] if self.drafts else None
        waits = last is not None and last.measure is None and last.name is not None
        return last if waits and last is not None and last.line >= self.line - 1 else None

    def begin(self, **parts: object) -> None:
        draft = Draft(mode=self.mode, line=self.line, clause=self.clause)
        for part, value in parts.items():
            setattr(draft, part, value)
        self.drafts.append(draft)

    def only_if(self, draft: Draft) -> bool:
        """ "ถ้าเอา 10 โลขึ้นไป โลละ 22" says nothing about the item before."""
        return draft.mode == "keep" and self.mode in ("lacking", "instead")

    def of_mode(self, mode: Mode) -> list[Draft]:
        return [draft for draft in self.drafts if draft.mode == mode]
