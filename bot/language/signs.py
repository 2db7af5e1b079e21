"""What one sentence shows, in the form in which wishes are told apart."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.drafts import Gathering
from bot.language.nodes import Clock, ForEach, Mark, Measure, Name, Node, Price, Repeat, When
from bot.language.ordinals import Answers, answers_in

_RAISED = frozenset(("ปลูก", "เลี้ยง"))
_FIELDS = frozenset(("แปลง", "ไร่", "งาน"))


@dataclass(frozen=True, slots=True)
class Signs:
    """`kinds` and `texts` are of the words that are no part of an item or a time.

    `counted`: an amount has its unit. `keeps`, `drops`: products with an amount are wanted, are
    left out. `days`: how many are named. `sure`: something is known for certain. `refused`: the
    sentence ends with ไม่เอา or the like. `paper_first`: a document is asked for before any product
    is named. `answers`: which of several offers are taken. `corrects`: an amount is denied.
    `grows`: it tells of plants or animals. `accepts`: something else would do. `words`: how many
    there are beside items and times.
    """

    role: str
    kinds: frozenset[str]
    texts: frozenset[str]
    named: bool
    measured: bool
    priced: bool
    dated: bool
    repeats: bool
    past: bool
    order_number: bool
    counted: bool
    keeps: bool
    drops: bool
    days: int
    sure: bool
    refused: bool
    paper_first: bool
    answers: Answers
    corrects: bool
    grows: bool
    accepts: bool
    words: int

    @property
    def moved(self) -> bool:
        return self.days == 2

    def any(self, *kinds: str) -> bool:
        """Is there a word of one of these kinds?"""
        return not self.kinds.isdisjoint(kinds)


def signs_of(nodes: list[Node], found: Gathering, role: str, *, past: bool) -> Signs:
    """`past`: the sentence tells of something that has been."""
    marks = [n for n in nodes if isinstance(n, Mark)]
    return Signs(
        role=role,
        kinds=_kinds(nodes, marks),
        texts=frozenset(m.text for m in marks),
        named=any(isinstance(n, Name) for n in nodes),
        measured=any(isinstance(n, Measure) for n in nodes),
        priced=any(isinstance(n, Price) for n in nodes),
        dated=any(isinstance(n, When | Clock) for n in nodes),
        repeats=any(isinstance(n, Repeat) for n in nodes),
        past=past,
        order_number=any(m.kind == "order_number" for m in marks),
        counted=any(isinstance(n, Measure) and n.unit is not None for n in nodes),
        keeps=any(d.name and d.measure for d in found.of_mode("keep")),
        drops=any(d.name for d in found.of_mode("drop")),
        paper_first=_paper_first(nodes),
        answers=answers_in(marks),
        corrects=found.corrects,
        grows=_grows(nodes),
        accepts=bool(found.of_mode("instead")),
        refused=_ends_in_refusal(nodes),
        sure=any(isinstance(n, Name) and n.product for n in nodes)
        or any(d.measure for d in found.drafts),
        words=sum(m.kind not in ("particle", "sign", "line") for m in marks),
        days=sum(isinstance(n, When) and n.role != "made" for n in nodes),
    )


def _kinds(nodes: list[Node], marks: list[Mark]) -> frozenset[str]:
    each = {"for_each"} if any(isinstance(n, ForEach) for n in nodes) else set()
    return frozenset({m.kind for m in marks} | each) - _only_conditional(marks)


def _only_conditional(marks: list[Mark]) -> frozenset[str]:
    """ "ถ้าเอา 10 โล": a verb that stands only after ถ้า orders nothing."""
    kinds = [m.kind for m in marks]
    if "if" in kinds and "buy" in kinds and kinds.index("if") < kinds.index("buy"):
        return frozenset(("buy",))
    return frozenset()


def _ends_in_refusal(nodes: list[Node]) -> bool:
    said = [n for n in nodes if not (isinstance(n, Mark) and n.kind in ("particle", "sign"))]
    last = said[-1] if said else None
    before = said[-2] if len(said) > 1 else None
    if isinstance(before, Mark) and before.kind == "unknown":
        return False  # "คะน้า 8 โล หมูไม่ต้องนะ": only that is refused
    return isinstance(last, Mark) and last.kind in ("not_want", "cancel") and not _asked(said)


def _grows(nodes: list[Node]) -> bool:
    """ "ปลูกมะนาว 200 ต้น": they are not for sale."""
    told = {n.text for n in nodes if isinstance(n, Mark)}
    living = any(isinstance(n, Measure) and n.unit in ("ต้น", "ตัว") for n in nodes)
    return not told.isdisjoint(_RAISED) and (living or not told.isdisjoint(_FIELDS))


def _paper_first(nodes: list[Node]) -> bool:
    for node in nodes:
        if isinstance(node, Name):
            return False
        if isinstance(node, Mark) and node.kind == "document":
            return True
    return False


def _asked(said: list[Node]) -> bool:
    return any(isinstance(n, Mark) and n.kind == "if" for n in said)
