"""Yes, no, or neither."""

from __future__ import annotations

from bot.language.asked import ANSWER_LIMIT, nodes_of
from bot.language.commands import read_command
from bot.language.nodes import Mark
from bot.language.normalize import normalize

_YES = frozenset(("confirm", "particle", "accept"))
_NO = frozenset(("neg", "bo", "not_want", "decline"))
_YES_WORDS = frozenset(["ได้", "เอา", "มี", "รับ", "รับได้", "ส่งได้", "สนใจ"])
_NO_PHRASES = frozenset(("ไม่ได้", "ไม่ใช่", "ไม่", "ไม่เอา", "บ่", "ไม่รับ", "ไม่ต้อง", "no"))


def read_yes_no(text: str) -> bool | None:
    """Yes, no, or None for anything else, questions and conditions included."""
    if "?" in normalize(text[:ANSWER_LIMIT]):
        return None
    command = read_command(text)
    if command in ("confirm", "cancel", "skip"):
        return command == "confirm"
    if command is not None:
        return None
    marks = [n for n in nodes_of(text) if isinstance(n, Mark) and n.kind != "sign"]
    words = [m for m in marks if m.kind != "particle"]
    if not words:
        return True if marks else None
    if words[0].text in _NO_PHRASES or words[0].kind in _NO:
        return False if not _asks(words) else None
    sure = all(w.kind in _YES or w.text in _YES_WORDS for w in words)
    return True if sure else None


def _asks(words: list[Mark]) -> bool:
    return any(w.kind in ("query", "can_question", "howto") for w in words)
