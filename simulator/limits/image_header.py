"""Reads a picture's kind and pixel size from its first bytes, without decoding it.

Sources: PNG specification, 'IHDR Image header'; ITU T.81 (JPEG), 'Frame header syntax'.
"""

from __future__ import annotations

from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
# Frame headers are SOF0 to SOF15, but for DHT, JPG and DAC which share their range.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
_SCAN_OR_END = frozenset({0xD9, 0xDA})


@dataclass(frozen=True)
class ImageHeader:
    """`content_type` is image/png or image/jpeg; width and height are in pixels."""

    content_type: str
    width: int
    height: int


def read_image_header(data: bytes) -> ImageHeader | None:
    """The picture's header, or None when `data` is neither a PNG nor a JPEG."""
    if data.startswith(_PNG) and data[12:16] == b"IHDR" and len(data) >= 24:
        return ImageHeader("image/png", _number(data[16:20]), _number(data[20:24]))
    return _read_jpeg(data) if data.startswith(_JPEG) else None


def _read_jpeg(data: bytes) -> ImageHeader | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = _number(data[at + 5 : at + 7]), _number(data[at + 7 : at + 9])
            return ImageHeader("image/jpeg", width, height)
        if marker in _SCAN_OR_END:
            return None
        at += _length(data, at, marker)
    return None


def _length(data: bytes, at: int, marker: int) -> int:
    """Bytes from this marker to the next; a fill byte is one."""
    if marker == 0xFF:
        return 1
    return 2 if marker in _BARE else 2 + _number(data[at + 2 : at + 4])


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")
