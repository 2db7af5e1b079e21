"""A picture: fetched at once, shown on the cards of buyers, forgotten when it is taken back."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.fate import Fate
from models.lot import Lot
from models.photo import MOST_TRIES, Photo
from tests.journeys.fingers import PICTURE
from tests.world import World, open_world

FARMER, KITCHEN = "แม่บุญมี", "คุณอรุณี"
ADDRESS = "https://market.example.org"
SENTENCE = "ผักบุ้ง 20 กก. กก.ละ 30 วันนี้ถึงวันศุกร์"


@pytest.fixture
def world(sqlite_url: str, redis_url: str) -> Iterator[World]:
    with open_world(sqlite_url, redis_url, filled=True, public_url=ADDRESS) as opened:
        yield opened


def sends_picture(world: World) -> str:
    """In the middle of posting; the message's id."""
    world.says(FARMER, SENTENCE)
    sent = world.line.act(world.user(FARMER), "image", data=PICTURE, content_type="image/png")
    return str(sent["message_id"])


def posts(world: World) -> None:
    world.settle()
    world.says(FARMER, "ยืนยัน")
    with world.house.reading() as session:
        assert session.scalars(select(Lot)).one().photo_id is not None


def photo(world: World) -> Photo:
    with world.house.reading() as session:
        return session.scalars(select(Photo)).one()


def get(world: World, token: str) -> Any:
    return world.app.test_client().get(f"/photos/{token}")


def pictures(world: World) -> list[str]:
    """The pictures on the cards of what is available, as a kitchen sees them."""
    found: list[str] = []

    def look(part: object) -> None:
        if isinstance(part, dict):
            if part.get("type") == "image":
                found.append(str(part["url"]))
            for value in part.values():
                look(value)
        elif isinstance(part, list):
            for value in part:
                look(value)

    look([message["message"] for message in world.says(KITCHEN, "มีอะไรบ้าง")])
    return found


def again(world: World, sweeps: int = 1) -> None:
    for _ in range(sweeps):
        world.clock.forward(seconds=61)
        world.sweep()


def test_a_picture_is_fetched_at_once_and_shown_to_buyers(world: World) -> None:
    sends_picture(world)
    posts(world)
    token = photo(world).token
    assert pictures(world) == [f"{ADDRESS}/photos/{token}"]
    shown = get(world, token)
    assert (shown.status_code, shown.content_type) == (200, "image/png")
    assert shown.data.startswith(b"\x89PNG")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"


def test_a_picture_taken_back_is_gone_from_everywhere(world: World) -> None:
    message_id = sends_picture(world)
    posts(world)
    token = photo(world).token
    assert get(world, token).status_code == 200
    world.line.act(world.user(FARMER), "unsend", message_id=message_id)
    world.settle()
    assert photo(world).content_type is None
    assert get(world, token).status_code == 404
    assert pictures(world) == []


def test_a_picture_taken_back_while_line_was_asked_for_it_stays_gone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(message_id: str) -> tuple[Fate, bytes, str]:
        with world.house.sessions.begin() as session:
            Photo.forget_message(session, message_id)
        return Fate.ARRIVED, b"\x89PNG", "image/png"

    monkeypatch.setattr(world.house.line, "picture", slow)
    sends_picture(world)
    world.settle()
    assert (photo(world).content_type, photo(world).error) == (None, "unsent")
    assert get(world, photo(world).token).status_code == 404


@pytest.mark.parametrize("token", ["x", "a" * 500, "ผัก", "%00", "..%2f..%2fetc", "1"])
def test_a_picture_nobody_sent_is_a_404(world: World, token: str) -> None:
    assert get(world, token).status_code == 404


def test_what_is_no_picture_is_never_shown(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of HTML under our own address would be somebody else's page."""
    html = (Fate.ARRIVED, b"<script>", "text/html")
    monkeypatch.setattr(world.house.line, "picture", lambda message_id: html)
    sends_picture(world)
    world.settle()
    assert photo(world).error == "not a picture we show: text/html"
    assert get(world, photo(world).token).status_code == 404


def test_while_line_is_sick_the_picture_is_asked_for_again(world: World) -> None:
    world.line.faults(api_error_rate=1.0, api_path="/content")
    sends_picture(world)
    posts(world)
    again(world)
    assert (photo(world).fetched_at, photo(world).tries) == (None, 2)
    assert pictures(world) == []
    world.line.faults(api_error_rate=0.0)
    again(world)
    assert photo(world).fetched_at is not None
    assert len(pictures(world)) == 1


def test_a_slow_line_is_asked_for_one_picture_a_sweep(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten pictures would hold a worker for ten times as long, and members with it."""
    asked: list[str] = []

    def hangs(message_id: str) -> tuple[Fate, bytes, str]:
        asked.append(message_id)
        return Fate.UNSURE, b"", "ReadTimeoutError"

    monkeypatch.setattr(world.house.line, "picture", hangs)
    with world.house.sessions.begin() as session:
        for number in range(10):
            Photo.ask(session, str(number), world.clock())
    again(world, sweeps=3)
    assert asked == ["0", "1", "2"]


def test_a_picture_line_has_no_more_is_not_asked_for_again(world: World) -> None:
    with world.house.sessions.begin() as session:
        Photo.ask(session, "404", world.clock())
    again(world, sweeps=2)
    assert (photo(world).error, photo(world).tries) == ("LINE has it no more", 1)


def test_it_is_not_asked_for_for_ever(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    away = (Fate.LATER, b"", "NewConnectionError")
    monkeypatch.setattr(world.house.line, "picture", lambda message_id: away)
    with world.house.sessions.begin() as session:
        Photo.ask(session, "1", world.clock()).tries = MOST_TRIES - 1
    again(world, sweeps=2)
    assert photo(world).tries == MOST_TRIES
