"""Pieces of a sentence, each with the one thing it can mean."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Word:
    """What a known word does: `kind` is its row in the lexicon, `value` its canonical form."""

    kind: str
    value: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the normalised text from `start` to `end`; `gap`: white space stands before it."""

    kind: str
    text: str
    start: int
    end: int
    gap: bool
    value: str = ""
    number: Fraction = Fraction(0)
    products: tuple[int, ...] = ()
    slip: bool = False


END = Token("end", "", -1, -1, True)


def at(tokens: list[Token], index: int) -> Token:
    """The token at `index`, or END beyond either end."""
    return tokens[index] if 0 <= index < len(tokens) else END
