"""Numbers that only number the lines of a list."""

from __future__ import annotations

from dataclasses import replace

from bot.language.tokens import Token, at

_AFTER_A_BULLET = frozenset(("product", "unknown", "head", "filler", "quality", "latin"))


def with_bullets(tokens: list[Token]) -> list[Token]:
    """ "1 ผักบุ้ง 5 กก." then "2 คะน้า 3 กก.": the 1 and 2 are no amounts."""
    starts = [0, *(i + 1 for i, token in enumerate(tokens) if token.kind == "line")]
    numbered = [i for i in starts if _numbers_a_line(tokens, i)]
    counted = [int(tokens[i].number) for i in numbered]
    if len(counted) < 2 or counted != list(range(1, len(counted) + 1)):
        return tokens
    return [
        replace(token, kind="bullet") if i in numbered else token for i, token in enumerate(tokens)
    ]


def _numbers_a_line(tokens: list[Token], i: int) -> bool:
    first, second = at(tokens, i), at(tokens, i + 1)
    if first.kind != "number" or second.kind not in _AFTER_A_BULLET:
        return False
    rest = i + 2
    while at(tokens, rest).kind not in ("line", "end"):
        if tokens[rest].kind in ("number", "digit", "times", "half", "twenty"):
            return True
        rest += 1
    return False
