"""The messages of one call.

Source: LINE Messaging API reference, 'Message objects'. Coupon messages are refused as an unknown
type: this platform has no coupons, so any id would be wrong. Properties LINE does not know are
ignored outside Flex, as LINE ignores them.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.limits.checks import EMPTY, INVALID, Array, Check, Tagged
from simulator.limits.counting import deeper_than
from simulator.limits.flex import FLEX
from simulator.limits.imagemap import IMAGEMAP
from simulator.limits.media import AUDIO, IMAGE, LOCATION, STICKER, VIDEO
from simulator.limits.problem import Path, Problem
from simulator.limits.templates import TEMPLATE
from simulator.limits.text import TEXT, TEXT_V2

_KINDS: dict[str, Check] = {
    "text": TEXT,
    "textV2": TEXT_V2,
    "sticker": STICKER,
    "image": IMAGE,
    "video": VIDEO,
    "audio": AUDIO,
    "location": LOCATION,
    "imagemap": IMAGEMAP,
    "template": TEMPLATE,
    "flex": FLEX,
}
_MESSAGE = Tagged(_KINDS, f"Must be one of the following values: [{', '.join(_KINDS)}]")
# No limit is documented; no phone shows fifty boxes in one another, and deeper would recurse.
_DEEPEST = 100


def check_messages(messages: object, *, where: str = "messages") -> list[Problem]:
    """Why LINE would refuse these messages, in their order; empty when it would accept them.

    `messages` is the decoded JSON of the array, whatever it holds: 1 to 5 message objects.
    `where` is its name in the request body. Never raises for decoded JSON. Flex containers are
    measured as they were sent when they come from `simulator.json_text.read_json`, else as
    line-bot-sdk would send them.
    Mentions in textV2 pass, as LINE's validate endpoints let them; they only reach group chats.
    """
    return list(_check(messages, Path(where)))


def _check(messages: object, at: Path) -> Iterator[Problem]:
    if messages is None:
        yield at.problem(EMPTY)
    elif deeper_than(messages, _DEEPEST):
        yield at.problem(INVALID)
    else:
        yield from Array(_MESSAGE, 1, 5)(messages, at)
