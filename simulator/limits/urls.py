"""Addresses: pictures and files by https, links by the schemes LINE opens.

Sources: LINE Messaging API reference, 'URI action' and 'About the encoding of a URL specified in a
request body property'. What is not percent-encoded is refused: LINE only says it should be, and
a raw Thai address breaks on some phones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.limits.checks import INVALID, MISSING
from simulator.limits.counting import utf16_units
from simulator.limits.problem import Path, Problem

_ENCODED = re.compile(r"(?:[!#$&-;=?-Z_a-z~\[\]]|%[0-9A-Fa-f]{2})+")
_LINK = re.compile(r"(?i:(https?|line)://[^/?#]+|tel:[^/]).*")
_SCHEMES = ("http", "https", "line", "tel")


@dataclass(frozen=True)
class Address:
    """An address of at most `limit` UTF-16 units in one of `schemes`."""

    limit: int
    schemes: tuple[str, ...]

    def __call__(self, value: object, at: Path) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield at.problem(INVALID)
        elif not value:
            yield at.problem(MISSING)
        elif utf16_units(value) > self.limit:
            yield at.problem(f"Length must be between 0 and {self.limit}")
        elif value.partition(":")[0].lower() not in self.schemes:
            yield at.problem("invalid uri scheme")
        elif not (_ENCODED.fullmatch(value) and _LINK.fullmatch(value)):
            yield at.problem("invalid uri")


https = Address(2000, ("https",))
link = Address(1000, _SCHEMES)
