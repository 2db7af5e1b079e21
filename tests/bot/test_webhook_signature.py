"""Only LINE can have signed the bytes: nothing else comes in."""

import pytest

from tests.bot.door import Door, signature

BODY = b'{"destination":"U0","events":[]}'


def test_what_line_signed_comes_in(door: Door) -> None:
    assert door.send(door.event()) == 200
    assert len(door.kept()) == 1


def test_lines_connection_check_with_no_events_is_answered(door: Door) -> None:
    assert door.knock(BODY) == 200
    assert door.kept() == []


@pytest.mark.parametrize("name", ["x-line-signature", "X-Line-Signature", "X-LINE-SIGNATURE"])
def test_the_header_may_be_written_in_any_case(door: Door, name: str) -> None:
    assert door.knock(BODY, {name: signature(BODY)}) == 200


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "x",
        signature(BODY)[:-1],
        signature(BODY) + "=",
        signature(BODY, "another secret"),
        signature(BODY).swapcase(),
        "ลายเซ็น".encode().decode("latin-1"),
    ],
)
def test_a_wrong_signature_is_refused(door: Door, wrong: str) -> None:
    assert door.knock(BODY, {"x-line-signature": wrong}) == 403


def test_without_a_signature_nothing_comes_in(door: Door) -> None:
    assert door.knock(BODY, {}) == 403


def test_the_signature_is_over_the_very_bytes(door: Door) -> None:
    """A body that means the same in other bytes is another body."""
    assert door.knock(BODY.replace(b":", b": "), {"x-line-signature": signature(BODY)}) == 403


@pytest.mark.parametrize("place", range(0, len(BODY), 5))
def test_one_changed_byte_is_refused(door: Door, place: int) -> None:
    changed = bytearray(BODY)
    changed[place] ^= 1
    assert door.knock(bytes(changed), {"x-line-signature": signature(BODY)}) == 403
    assert door.kept() == []


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_the_door_opens_to_post_only(door: Door, method: str) -> None:
    assert getattr(door.app.test_client(), method)("/webhook").status_code == 405
