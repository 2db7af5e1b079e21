"""The small rooms of the launcher, one by one."""

import signal
import socket
from pathlib import Path

import pytest

from demo import crew as crew_module
from demo import market as market_module
from demo.bell import Bell
from demo.crew import Crew
from demo.environment import environment, valkey_server
from demo.keys import kept_keys
from demo.market import Market, TooSlow
from demo.places import ROOT, Places
from demo.ports import Ports
from demo.prepared import is_prepared, remember
from demo.procfile import read_procfile
from tests.demo.conftest import VALKEY, is_alive


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = Places(tmp_path / "var")
    places.make()
    return places


@pytest.fixture
def bell() -> "Bell":
    """A bell that leaves the signals to pytest: nothing is sent to this process."""
    kept = {number: signal.getsignal(number) for number in (2, 15, 1, signal.SIGCHLD)}
    bell = Bell()
    for number, handler in kept.items():
        signal.signal(number, handler)
    return bell


def test_a_free_port_is_taken_as_wanted() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        wanted = listener.getsockname()[1]
    assert Ports({"PORT": wanted}).numbers == {"PORT": wanted}


def test_a_port_somebody_listens_on_is_stepped_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken = listener.getsockname()[1]
        assert Ports({"PORT": taken}).numbers["PORT"] != taken


def test_two_demos_that_start_at_once_choose_different_ports() -> None:
    one, other = Ports(), Ports()
    assert not {*one.numbers.values()} & {*other.numbers.values()}


def test_a_displaced_port_does_not_displace_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken = listener.getsockname()[1]
        chosen = Ports({"PORT": taken, "SIMULATOR_PORT": taken + 1}).numbers
    assert chosen["PORT"] not in (taken, taken + 1)


def test_keys_are_random_and_then_kept(tmp_path: Path) -> None:
    keys = kept_keys(tmp_path / "one.json")
    assert kept_keys(tmp_path / "one.json") == keys
    assert kept_keys(tmp_path / "other.json").channel_secret != keys.channel_secret


def test_the_parts_never_see_a_real_channel(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        "DATABASE_URL",
        "REDIS_URL",
        "LINE_CHANNEL_SECRET",
        "LINE_CHANNEL_ACCESS_TOKEN",
        "PUBLIC_URL",
    ):
        monkeypatch.setenv(name, "real")
    monkeypatch.delenv("LINE_API_BASE", raising=False)
    env = environment(places, Ports().numbers, kept_keys(places.keys))
    assert "real" not in env.values()
    assert env["FLASK_SKIP_DOTENV"]
    assert env["LINE_API_BASE"].startswith("http://127.0.0.1:")


def test_a_changed_migration_or_seed_is_prepared_again(places: Places, tmp_path: Path) -> None:
    sources = tmp_path / "models"
    sources.mkdir()
    seed = sources / "people.json"
    seed.write_text("[]")
    assert not is_prepared(places, sources)
    places.market.touch()
    remember(places, sources)
    assert is_prepared(places, sources)
    seed.write_text("[{}]")
    assert not is_prepared(places, sources)


def test_a_lost_database_is_prepared_again(places: Places, tmp_path: Path) -> None:
    places.market.touch()
    remember(places, tmp_path)
    places.market.unlink()
    assert not is_prepared(places, tmp_path)


def test_a_part_that_will_not_end_is_killed_with_its_children(
    places: Places, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew_module, "GRACE_SECONDS", {signal.SIGTERM: 0.1, signal.SIGKILL: 1.0})
    deaf = "trap '' TERM; echo $$ > $DEMO_HOME/pid; sleep 1000"
    env = {"DEMO_HOME": str(places.home), "PATH": "/usr/bin:/bin"}
    crew = Crew({"deaf": deaf}, env, places, bell)
    crew.start(["deaf"])
    while not (places.home / "pid").exists() or not (places.home / "pid").read_text():
        bell.wait(0.01)
    crew.stop()
    assert not is_alive(int((places.home / "pid").read_text()))


def test_a_market_that_never_answers_is_given_up_and_named(
    places: Places, bell: Bell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(market_module, "START_SECONDS", 0.3)
    procfile = tmp_path / "Procfile"
    parts = "\n".join(f"{name}: exec sleep 1000" for name in ("simulator", "web", "worker"))
    procfile.write_text(f"release: true\nvalkey: {VALKEY}\n{parts}\n")
    market = Market(places, procfile, bell, lambda _: None)
    try:
        with pytest.raises(TooSlow, match="the phones did not answer"):
            market.start()
    finally:
        market.stop()


def test_both_procfiles_name_the_same_parts_of_ours() -> None:
    production = read_procfile(ROOT / "Procfile")
    demo = read_procfile(ROOT / "Procfile.demo")
    assert set(demo) == {*production, "valkey", "simulator", "menus"}


def test_valkey_is_a_program() -> None:
    assert valkey_server().stat().st_mode & 0o111
