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

_TONE = "\u0e48-\u0e4b"
_ABOVE_BELOW = "\u0e31\u0e34-\u0e3a\u0e47"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("เเ"), "แ"),
    (re.compile(f"([{_TONE}])([{_ABOVE_BELOW}])"), r"\2\1"),
    (re.compile(f"([{_TONE}])\u0e4d\u0e32"), "\\1\u0e33"),
    (re.compile(f"\u0e4d([{_TONE}]?)\u0e32"), "\\1\u0e33"),
    (re.compile(f"\u0e33([{_TONE}])"), "\\1\u0e33"),
    (re.compile(f"[{_TONE}]+([{_TONE}])"), r"\1"),
    (re.compile("([\u0e30-\u0e3a\u0e47-\u0e4e])\\1+"), r"\1"),
    (re.compile(r"([^\W\d_])\1{2,}"), r"\1"),
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
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text.strip()


def bare(text: str) -> str:
    """The normalised text without surrounding punctuation and politeness at its end."""
    text = normalize(text).strip(_EDGES)
    while (shorter := _POLITE_END.sub("", text).strip(_EDGES)) != text and shorter:
        text = shorter
    return text
