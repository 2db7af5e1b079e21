"""One spelling for what keyboards write in many ways."""

from __future__ import annotations

import re
import unicodedata

from bot.language.lexicon.filler import PARTICLES

_INVISIBLE = [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
_DROP: dict[int, str | None] = dict.fromkeys([*_INVISIBLE, 0xFEFF, 0x00AD, 0xFE0F])
_SWAP: dict[int, str | None] = {
    **{0x0E50 + n: str(n) for n in range(10)},
    **{0xFF01 + n: chr(0x21 + n) for n in range(94)},
    **dict.fromkeys(map(ord, "–—−‐‑‒~〜"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u3000\u2009\u202f\t"), " "),
    **dict.fromkeys(map(ord, "\r\v\f\u2028\u2029\x85"), "\n"),
    **dict.fromkeys(map(ord, "“”„‟"), '"'),
    **dict.fromkeys(map(ord, "‘’"), "'"),
    ord("×"): "x",
}
_TABLE = {**_DROP, **_SWAP}

_TONES = "\u0e48\u0e49\u0e4a\u0e4b"
_NIKHAHIT, _SARA_AA, _SARA_AM = "\u0e4d", "\u0e32", "\u0e33"
_MARKS = re.compile("[\u0e31-\u0e3a\u0e47-\u0e4e]{2,}")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("เเ"), "แ"),
    (re.compile("ะ+"), "ะ"),
    # Not the three of มะเขือ + ออก: they are the end of one word and the beginning of another.
    # Nor the three of 6กก + กระถิน.
    (re.compile(r"(?<![ื่้\d])(?<!\d )([^\W\d_])\1{2,}"), r"\1"),
    (re.compile(r"[ ]+"), " "),
    (re.compile(r" ?\n[ \n]*"), "\n"),
)
_EDGES = " \n.,!?;:()[]\"'-*•"
_ENDINGS = "|".join(sorted(map(re.escape, PARTICLES), key=len, reverse=True))
_POLITE_END = re.compile(f" (?:{_ENDINGS})$|(?:ค่ะ|คะ|ครับ|คับ|จ้า|จ้ะ|เด้อ|นะ|นะคะ|นะครับ|ค่า)$")


def normalize(text: str) -> str:
    """The text in NFC, lower case, with Arabic digits, composed sara am, one tone mark a letter,
    no invisible marks, drawn-out letters ("จ้าาา") shortened, and single spaces. Idempotent."""
    text = unicodedata.normalize("NFC", text).translate(_TABLE).lower()
    text = _MARKS.sub(_ordered, text)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text.strip()


def _ordered(run: re.Match[str]) -> str:
    """The marks on one letter: vowels, one tone, then า or the sara am that ํ and า make."""
    marks = dict.fromkeys(run[0])
    tones = [mark for mark in run[0] if mark in _TONES]
    composed = _SARA_AM in marks or (_NIKHAHIT in marks and _SARA_AA in marks)
    end = _SARA_AM if composed else "".join(m for m in (_NIKHAHIT, _SARA_AA) if m in marks)
    apart = (*_TONES, _NIKHAHIT, _SARA_AA, _SARA_AM)
    return "".join(mark for mark in marks if mark not in apart) + "".join(tones[-1:]) + end


def bare(text: str) -> str:
    """The normalised text without surrounding punctuation and politeness at its end."""
    text = normalize(text).strip(_EDGES)
    while (shorter := _POLITE_END.sub("", text).strip(_EDGES)) != text and shorter:
        text = shorter
    return text
