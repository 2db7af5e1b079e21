"""What people said, without the people: names, telephone numbers, ids and addresses are masked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot import texts

# A dash or space may stand between any two digits of a Thai telephone, citizen's or bank number.
_GAP = r"[\s.\-–]?"
_PATTERNS = (
    (re.compile(r"(?i)(?:https?://|www\.)[^\s]+"), texts.HIDDEN_LINK),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), texts.HIDDEN_ACCOUNT),
    (re.compile(r"\bU[0-9a-f]{32}\b"), texts.HIDDEN_ACCOUNT),
    (
        re.compile(
            r"(?i)(?P<kept>(?:line|ไลน์|ไลน)\s*(?:id|ไอดี)?|(?:id|ไอดี)\s*(?:line|ไลน์|ไลน)?)"
            r"\s*[:=]?\s*@?[a-z0-9][a-z0-9._\-]{2,}"
        ),
        texts.HIDDEN_ACCOUNT,
    ),
    (re.compile(r"@[a-zA-Z][\w.\-]+"), texts.HIDDEN_ACCOUNT),
    (
        re.compile(rf"(?<!\d)(?:\+?(?:66|๖๖){_GAP}|[0๐])\d(?:{_GAP}\d){{7,8}}(?!\d)"),
        texts.HIDDEN_PHONE,
    ),
    (re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{12}}(?!\d)"), texts.HIDDEN_NUMBER),
    (re.compile(r"(?<!\d)\d{3}-\d-\d{5}-\d(?!\d)"), texts.HIDDEN_NUMBER),
    (re.compile(r"\d{6,}"), texts.HIDDEN_NUMBER),
)
TITLES = (
    *("นางสาว", "คุณหมอ", "คุณครู", "แม่", "พ่อ", "ป้า", "ลุง", "พี่", "น้อง", "คุณ", "ครู", "เชฟ", "หมอ"),
    *("นาย", "นาง", "ยาย", "ตา", "น้า", "อา", "เจ๊", "เฮีย"),
)
SHORTEST_NAME = 3
"""Letters of a name without its title; a shorter one would mask parts of words."""


def mask(text: str, names: Iterable[str] = ()) -> str:
    """*text* with every one of *names*, and whatever may tell who it is, replaced by its kind."""
    for pattern, kind in _PATTERNS:
        text = pattern.sub(rf"\g<kept> {kind}" if "kept" in pattern.groupindex else kind, text)
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, texts.HIDDEN_NAME)
    return text


def ways_to_say(name: str) -> set[str]:
    """A person's name as others write it: whole, word by word, and each without its title."""
    words = {name.strip(), *name.split()}
    bare = {word.removeprefix(title) for word in words for title in TITLES}
    return {word for word in words | bare if len(word) >= SHORTEST_NAME}
