"""The picture of a rich menu.

Source: LINE Messaging API reference, 'Upload rich menu image'. A MB is taken as 1,000,000 bytes,
the smaller of the two meanings. The picture must have the menu's own size.
"""

from __future__ import annotations

from simulator.limits.image_header import ImageHeader, read_image_header
from simulator.limits.problem import Problem
from simulator.limits.rich_menu import ratio_allowed

MOST_BYTES = 1_000_000
_TYPES = ("image/png", "image/jpeg")
_NOT_ALLOWED = "The image size is not allowed for richmenu"


def check_rich_menu_image(data: bytes, content_type: str, menu: object) -> list[Problem]:
    """Why LINE would refuse `data` as the picture of `menu` (an accepted rich menu object).

    One problem at most, without a property; its message is the error's own text. An unsupported
    `content_type` (LINE answers 415) comes first.
    """
    message = _refusal(data, content_type.partition(";")[0].strip().lower(), menu)
    return [Problem(message, "")] if message else []


def _refusal(data: bytes, content_type: str, menu: object) -> str | None:
    if content_type not in _TYPES:
        return f"The content type, {content_type}, is not supported"
    header = read_image_header(data)
    if header is None or header.content_type != content_type:
        return "The image format is not allowed for richmenu"
    if len(data) > MOST_BYTES:
        return "The image file size is not allowed for richmenu"
    return None if _fits(header, menu) else _NOT_ALLOWED


def _fits(header: ImageHeader, menu: object) -> bool:
    if not (800 <= header.width <= 2500 and header.height >= 250):
        return False
    size = menu.get("size") if isinstance(menu, dict) else None
    if not isinstance(size, dict):
        return False
    same = (size.get("width"), size.get("height")) == (header.width, header.height)
    return same and ratio_allowed(header.width, header.height)
