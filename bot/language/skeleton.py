"""The shape of a Thai word that survives common slips: tone marks, ร/ล, clusters, ใ/ไ, ศ/ษ/ส."""

from __future__ import annotations

import re

from bot.language.lexicon.numbers import DIGIT_WORDS, MULTIPLIER_WORDS, TWENTY_WORDS

_SILENT = frozenset("\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c")
_ALIKE = {"ร": "ล", "ใ": "ไ", "ศ": "ส", "ษ": "ส", "ณ": "น", "ธ": "ท", "ภ": "พ", "ญ": "ย", "ฎ": "ด"}
_LAST_CONSONANT = "ฮ"
_LEADING = frozenset("เแโใไ")
_CLUSTER_HEADS = frozenset("กขคตปผพ")
_AFTER = "".join(
    f"|(?<={word})" for word in (*DIGIT_WORDS, *TWENTY_WORDS, *MULTIPLIER_WORDS, "ครึ่ง")
)
_KILOS = re.compile(rf"(?:(?<=\d){_AFTER}) ?กก\.?")
_NO_LETTER = "|"
"""Stands for a unit of weight: no name begins in 6กก and ends in กระถิน."""


def skeleton(text: str) -> tuple[str, list[int]]:
    """The shape of a normalised text, and for each of its letters the index it stands at."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(_KILOS.sub(_hidden, text)):
        if letter in _SILENT or letter == " ":
            continue
        letter = _ALIKE.get(letter, letter)
        if letter == "ล" and _in_cluster(text, place):
            continue
        if letters and letters[-1] == letter and letter <= _LAST_CONSONANT:
            continue
        letters.append(letter)
        places.append(place)
    return "".join(letters), places


def _hidden(kilos: re.Match[str]) -> str:
    return _NO_LETTER * len(kilos[0])


def _in_cluster(text: str, place: int) -> bool:
    if place == 0 or text[place - 1] not in _CLUSTER_HEADS:
        return False
    return place + 1 < len(text) or (place > 1 and text[place - 2] in _LEADING)
