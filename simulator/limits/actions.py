"""Action objects: what a tap does, and what each place allows of it.

Source: LINE Messaging API reference, 'Action objects' and 'Specifications of the label'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from simulator.limits.checks import (
    INVALID,
    MISSING,
    Check,
    Matches,
    Object,
    Rule,
    Shape,
    Tagged,
    Text,
    graphemes,
    one_of,
)
from simulator.limits.date_picker import check_range
from simulator.limits.problem import Path, Problem
from simulator.limits.urls import link

EVERYWHERE = ("postback", "message", "uri", "datetimepicker", "clipboard")
DATA = Text(300, empty=None)


def _one_text(action: Object, at: Path) -> Iterator[Problem]:
    if "displayText" in action and "text" in action:
        yield at.problem("`displayText` and `text` can't both be specified")


def _keyboard(action: Object, at: Path) -> Iterator[Problem]:
    """LINE calls fillInText valid only with openKeyboard; elsewhere it would do nothing."""
    if "fillInText" in action and action.get("inputOption") != "openKeyboard":
        yield at.key("fillInText").problem(INVALID)


@dataclass(frozen=True)
class Kind:
    """One type of action: its own properties, which are required, its rules."""

    fields: Mapping[str, Check] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()


POSTBACK = Kind(
    {
        "data": DATA,
        "displayText": graphemes(300),
        "text": graphemes(300),
        "inputOption": one_of("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"),
        "fillInText": graphemes(300),
    },
    ("data",),
    (_one_text, _keyboard),
)
DATETIMEPICKER = Kind(
    {
        "data": DATA,
        "mode": one_of("date", "time", "datetime"),
        "initial": Matches(r".*"),
        "max": Matches(r".*"),
        "min": Matches(r".*"),
    },
    ("data", "mode"),
    (check_range,),
)
RICHMENUSWITCH = Kind(
    {"richMenuAliasId": Matches(r"[a-z0-9_-]{1,32}"), "data": DATA}, ("richMenuAliasId", "data")
)
KINDS: Mapping[str, Kind] = {
    "postback": POSTBACK,
    "message": Kind({"text": graphemes(300, empty=MISSING)}, ("text",)),
    "uri": Kind({"uri": link, "altUri": Shape({"desktop": link}, ("desktop",))}, ("uri",)),
    "datetimepicker": DATETIMEPICKER,
    "clipboard": Kind({"clipboardText": Text(1000, empty=MISSING)}, ("clipboardText",)),
    "camera": Kind(),
    "cameraRoll": Kind(),
    "location": Kind(),
    "richmenuswitch": RICHMENUSWITCH,
}


def actions(*types: str, label: int, label_required: bool = True, closed: bool = False) -> Tagged:
    """The check for an action in one place.

    `label` is the longest label there, in grapheme clusters. LINE takes an empty label for none.
    `closed` refuses unknown properties (inside Flex).
    """
    text = graphemes(label, empty=MISSING if label_required else None)
    kinds = {name: _shape(KINDS[name], text, label_required, closed) for name in types}
    return Tagged(kinds)


def _shape(kind: Kind, label: Check, label_required: bool, closed: bool) -> Shape:
    fields: dict[str, Check] = {"type": one_of(*KINDS), "label": label, **kind.fields}
    required = (*kind.required, "label") if label_required else kind.required
    return Shape(fields, required, kind.rules, closed)
