"""Tokens that processes issue themselves: renewed in time, and when LINE refuses one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bot.account import Account
from bot.fate import Fate
from bot.line import Line as LineClient
from bot.tokens import Fixed, NoToken, Stateless
from tests.bot.menus_seen import plain
from tests.bot.test_commands import run
from tests.simulator.harness import BOONMEE, CHANNEL_ID, SECRET, Line, running_simulator
from tests.world import World

__all__ = ["plain"]
KEY = "00000000-0000-4000-8000-000000000001"
HELLO = [{"type": "text", "text": "ค่ะ"}]


@dataclass
class Seconds:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def line() -> Iterator[Line]:
    with running_simulator() as running:
        yield running


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
def tokens(line: Line, clock: Seconds) -> Stateless:
    return Stateless(CHANNEL_ID, SECRET, line.url, clock)


def issued(line: Line) -> int:
    return len([e for e in line.log("api") if e["path"] == "/oauth2/v3/token"])


def test_a_token_is_issued_when_it_is_first_needed_and_kept(line: Line, tokens: Stateless) -> None:
    assert issued(line) == 0
    assert tokens.current() == tokens.current()
    assert issued(line) == 1
    assert Account(tokens, line.url).bot()["basicId"] == "@sanpalang"


def test_it_is_renewed_before_its_end(tokens: Stateless, clock: Seconds) -> None:
    first = tokens.current()
    clock.now += 11 * 60
    assert tokens.current() == first
    clock.now += 2 * 60
    assert tokens.current() != first


def test_the_old_one_serves_to_its_end_while_none_can_be_issued(
    line: Line, tokens: Stateless, clock: Seconds, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tokens.current()
    monkeypatch.setattr(tokens, "_url", "http://127.0.0.1:9/oauth2/v3/token")
    clock.now += 14 * 60
    assert tokens.current() == first
    clock.now += 2 * 60
    with pytest.raises(NoToken, match="no answer"):
        tokens.current()


def test_a_refused_token_is_renewed_once_and_the_message_arrives(
    line: Line, tokens: Stateless
) -> None:
    """As when the machine slept: by its own clock the token is young."""
    client = LineClient(tokens, line.url)
    tokens.current()
    line.clock.ahead_ms += 16 * 60_000
    assert client.push(BOONMEE["user_id"], HELLO, KEY) == (Fate.ARRIVED, "")
    assert issued(line) == 2
    assert len(line.phone(BOONMEE["user_id"])["messages"]) == 1
    line.clock.ahead_ms += 16 * 60_000
    assert Account(tokens, line.url).menus() == []


def test_a_wrong_secret_keeps_messages_for_later(line: Line) -> None:
    client = LineClient(Stateless(CHANNEL_ID, "f" * 32, line.url), line.url)
    fate, words = client.push(BOONMEE["user_id"], HELLO, KEY)
    assert fate == Fate.LATER
    assert words.startswith("no token: 400 invalid client_id or client_secret")
    assert client.preview("1")[0] == Fate.LATER


def test_a_token_from_the_settings_has_no_other() -> None:
    assert (Fixed("t").current(), Fixed("t").renew("t")) == ("t", False)


@pytest.mark.usefixtures("plain")
def test_the_market_answers_without_a_token_in_the_settings(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = {"line_channel_access_token": None, "line_channel_id": CHANNEL_ID}
    settings = world.house.settings.model_copy(update=update)
    monkeypatch.setattr(world.house, "settings", settings)
    assert len(world.says("แม่บุญมี", "สวัสดี")) == 1
    done = run(world, "line", "status")
    assert "ok  token     good" in done.output


def test_setup_says_which_two_settings_belong_together(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = {"line_channel_access_token": None, "line_channel_id": "999"}
    settings = world.house.settings.model_copy(update=update)
    monkeypatch.setattr(world.house, "settings", settings)
    done = run(world, "line", "setup")
    assert done.exit_code == 1
    assert "LINE issues none for LINE_CHANNEL_ID (400" in " ".join(done.output.split())
    assert "both of the same channel" in done.output
