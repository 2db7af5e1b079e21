"""What the properties of Flex components may be: keywords, pixels, percentages, colours, ratios.

Sources: LINE Messaging API reference, 'Flex Message'; docs, 'Flex Message layout'. Lengths below
zero are not documented and refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.limits.actions import EVERYWHERE, actions
from simulator.limits.checks import INVALID, Check, Matches, Whole, one_of
from simulator.limits.problem import Path, Problem

_NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,6})?"
_STEPS = "none|xs|sm|md|lg|xl|xxl"
_SIZES = "xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl"
_ABOVE_ZERO = rf"(?=[0-9.]*[1-9]){_NUMBER}"

COLOR = Matches(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")
SPACE = Matches(rf"(?:{_STEPS}|{_NUMBER}px)")
PADDING = Matches(rf"(?:{_STEPS}|{_NUMBER}(?:px|%))")
EXTENT = Matches(rf"{_NUMBER}(?:px|%)")
BORDER = Matches(rf"(?:none|light|normal|medium|semi-bold|bold|{_NUMBER}px)")
TEXT_SIZE = Matches(rf"(?:{_SIZES}|{_ABOVE_ZERO}px)")
IMAGE_SIZE = Matches(rf"(?:{_SIZES}|full|{_ABOVE_ZERO}(?:px|%))")
LINE_SPACING = Matches(rf"{_ABOVE_ZERO}px")
FLEX = Whole(0)
GRAVITY = one_of("top", "bottom", "center")
ALIGN = one_of("start", "end", "center")

FONT: dict[str, Check] = {
    "size": TEXT_SIZE,
    "color": COLOR,
    "weight": one_of("regular", "bold"),
    "style": one_of("normal", "italic"),
    "decoration": one_of("none", "underline", "line-through"),
}
PLACED: dict[str, Check] = {
    "margin": SPACE,
    "position": one_of("relative", "absolute"),
    "offsetTop": PADDING,
    "offsetBottom": PADDING,
    "offsetStart": PADDING,
    "offsetEnd": PADDING,
}
TAP = actions(*EVERYWHERE, label=40, label_required=False, closed=True)
BUTTON_TAP = actions(*EVERYWHERE, label=40, closed=True)
LINK_TAP = actions("uri", label=40, label_required=False, closed=True)

_RATIO = re.compile(rf"({_NUMBER}):({_NUMBER})")
_DEGREES = re.compile(rf"({_NUMBER})deg")
_PERCENT = re.compile(rf"({_NUMBER})%")


def aspect_ratio(value: object, at: Path) -> Iterator[Problem]:
    """`width:height`, each from 1 to 100000, the height at most three times the width."""
    found = _RATIO.fullmatch(value) if isinstance(value, str) else None
    width, height = map(float, found.groups()) if found else (0.0, 0.0)
    if not (1 <= width <= 100_000 and 1 <= height <= 100_000 and height <= 3 * width):
        yield at.problem(INVALID)


def angle(value: object, at: Path) -> Iterator[Problem]:
    """`90deg` or `23.5deg`, from 0 and below 360."""
    found = _DEGREES.fullmatch(value) if isinstance(value, str) else None
    if not (found and float(found[1]) < 360):
        yield at.problem(INVALID)


def stop(value: object, at: Path) -> Iterator[Problem]:
    """`0%` to `100%`."""
    found = _PERCENT.fullmatch(value) if isinstance(value, str) else None
    if not (found and float(found[1]) <= 100):
        yield at.problem(INVALID)
