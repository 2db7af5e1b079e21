"""A rich menu's picture, judged by its first bytes."""

from __future__ import annotations

import pytest

from simulator.limits import check_rich_menu_image
from tests.simulator.limits.samples import Json, menu

PNG = "image/png"
JPEG = "image/jpeg"


def png(width: int, height: int) -> bytes:
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + b"IHDR" + size + b"\x08\x06\x00\x00\x00"


def jpeg(width: int, height: int, frame: int = 0xC0) -> bytes:
    """An APP0 and a Huffman table stand before the frame header, with a fill byte between."""
    app0 = b"\xff\xe0\x00\x10JFIF\x00" + bytes(9)
    table = b"\xff\xc4\x00\x05" + bytes(3)
    size = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return b"\xff\xd8" + app0 + table + b"\xff" + bytes([0xFF, frame]) + b"\x00\x11\x08" + size


def sized(width: int, height: int) -> Json:
    return menu(size={"width": width, "height": height})


def refusals(data: bytes, kind: str, of: Json) -> list[str]:
    return [problem.message for problem in check_rich_menu_image(data, kind, of)]


@pytest.mark.parametrize("size", [(2500, 1686), (800, 250), (2500, 250), (1450, 1000)])
def test_a_picture_of_the_menus_size_is_accepted(size: tuple[int, int]) -> None:
    assert refusals(png(*size), PNG, sized(*size)) == []
    assert refusals(jpeg(*size), JPEG, sized(*size)) == []


def test_progressive_jpegs_and_content_type_parameters_are_read() -> None:
    assert refusals(jpeg(2500, 1686, 0xC2), "Image/JPEG; q=1", menu()) == []


@pytest.mark.parametrize("size", [(2499, 1686), (2500, 1685), (1686, 2500)])
def test_a_picture_of_another_size_than_the_menu_is_refused(size: tuple[int, int]) -> None:
    expected = ["The image size is not allowed for richmenu"]
    assert refusals(png(*size), PNG, menu()) == expected
    assert refusals(jpeg(*size), JPEG, menu()) == expected


@pytest.mark.parametrize("size", [(799, 250), (2501, 1000), (800, 249), (1450, 1001)])
def test_a_picture_past_the_limits_is_refused_even_for_such_a_menu(size: tuple[int, int]) -> None:
    assert refusals(png(*size), PNG, sized(*size)) == ["The image size is not allowed for richmenu"]


def test_a_picture_has_a_million_bytes_at_most() -> None:
    whole = png(2500, 1686).ljust(1_000_000, b"\x00")
    assert refusals(whole, PNG, menu()) == []
    assert refusals(whole + b"\x00", PNG, menu()) == [
        "The image file size is not allowed for richmenu"
    ]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", PNG),
        (b"GIF89a", PNG),
        (png(2500, 1686)[:20], PNG),
        (jpeg(2500, 1686)[:-3], JPEG),
        (b"\xff\xd8\xff\xda\x00\x02" + bytes(20), JPEG),
        (b"\xff\xd8\xff\xd9" + bytes(20), JPEG),
        (png(2500, 1686), JPEG),
        (jpeg(2500, 1686), PNG),
    ],
)
def test_what_is_no_picture_of_the_named_kind_is_refused(data: bytes, kind: str) -> None:
    assert refusals(data, kind, menu()) == ["The image format is not allowed for richmenu"]


def test_other_content_types_are_not_supported() -> None:
    assert refusals(b"GIF89a", "image/gif", menu()) == [
        "The content type, image/gif, is not supported"
    ]


def test_a_picture_for_no_menu_is_refused_not_raised() -> None:
    assert check_rich_menu_image(png(2500, 1686), PNG, None) != []
    assert check_rich_menu_image(png(2500, 1686), PNG, {"size": "big"}) != []
