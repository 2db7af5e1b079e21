"""Connecting a LINE account: from nothing, again, and with each thing that newcomers get wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from app import create_app
from bot.account import Account, WebhookTest
from bot.connecting.diagnosis import (
    CERTIFICATE,
    FORBIDDEN,
    INSIDE,
    LOGIN,
    NO_DATABASE,
    NO_NAME,
    NO_WEB,
    NOBODY,
    REDIRECT,
    SLOW,
    STRANGE,
    Diagnosis,
    diagnose,
)
from bot.connecting.knock import Knock
from tests.bot.door import Door
from tests.bot.menus_seen import all_seen, at_line, plain, seen
from tests.bot.test_commands import run
from tests.bot.test_menus_given import FARMER, GUEST, ROLES
from tests.simulator.harness import TOKEN
from tests.simulator.menus import pictured
from tests.world import World

__all__ = ["plain"]
pytestmark = pytest.mark.usefixtures("plain")
ENDPOINT = "/v2/bot/channel/webhook/endpoint"
OTHER_SECRET = "f" * 32


def address(world: World) -> str:
    """What LINE has."""
    return str(world.line.api("GET", ENDPOINT).json()["endpoint"])


@pytest.fixture
def good(world: World) -> str:
    """The address of the running webhook; LINE has another one, of a bot that is gone."""
    url = address(world)
    assert world.line.api("PUT", ENDPOINT, {"endpoint": "https://old.example.org/"}).status == 200
    return url


def setup(world: World, url: str | None) -> Result:
    option = ("--webhook-url", url) if url else ()
    return run(world, "line", "setup", *option)


def said(done: Result) -> str:
    """All it printed on one line, as words are found in."""
    return " ".join(done.output.split())


def test_from_nothing_all_is_set_and_everybody_has_a_menu(world: World, good: str) -> None:
    done = setup(world, good)
    assert done.exit_code == 0, done.output
    assert done.output.split("\n\n")[0].splitlines() == [
        "ok  token     good: สานพลัง (@sanpalang)",
        "ok  chat      off: only this program answers",
        "ok  messages  0 of 300 paid ones used this month",
        f"ok  webhook   set to {good} (was https://old.example.org/)",
        "ok  webhook   LINE reached it and its signature was right",
        "ok  menus     made: guest, producer, buyer, staff, committee",
        "ok  menus     given to 9 members, each that of their role",
    ]
    assert address(world) == good
    assert all_seen(world) == ROLES


def test_the_second_time_nothing_is_changed(world: World, good: str) -> None:
    setup(world, good)
    before = len(world.line.log("api"))
    done = setup(world, good)
    assert done.exit_code == 0
    assert f"already {good}" in done.output
    assert "already there: guest, producer, buyer, staff, committee" in done.output
    calls = [(e["method"], e["path"]) for e in world.line.log("api")[before:]]
    assert [path for method, path in calls if method != "GET"] == ["/v2/bot/channel/webhook/test"]


def test_the_switches_no_program_can_read_are_named(world: World, good: str) -> None:
    words = said(setup(world, good))
    for switch in ("Webhook redelivery", "group chats", "Auto-response messages", "Greeting"):
        assert switch in words


def test_without_an_address_it_says_how_to_give_one(world: World, good: str) -> None:
    done = setup(world, None)
    assert done.exit_code == 1
    assert "Set PUBLIC_URL" in done.output
    assert seen(world, FARMER) == "producer", "the menus need no address"


def test_a_bad_token_is_named_with_where_to_get_a_new_one(
    world: World, good: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world.house, "account", Account("old", world.line.url), raising=False)
    done = setup(world, good)
    assert done.exit_code == 1
    assert "LINE does not accept it (401" in said(done)
    assert "press Issue and put the new token, all of it, into LINE_CHANNEL_ACCESS_TOKEN" in said(
        done
    )
    assert "old.example.org" in address(world)


def test_a_wrong_secret_is_told_from_everything_else(
    world: World, good: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = world.house.settings.model_copy(update={"line_channel_secret": OTHER_SECRET})
    monkeypatch.setattr(world.house, "settings", wrong)
    done = setup(world, good)
    assert done.exit_code == 1
    assert "LINE_CHANNEL_SECRET is not this channel's" in said(done)
    assert "'Basic settings', 'Channel secret'" in said(done)
    assert "not changed: LINE has https://old.example.org/" in said(done)


def test_a_web_process_with_another_secret_is_told_to_start_again(
    world: World, good: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = world.house.settings
    wrong = right.model_copy(update={"line_channel_secret": OTHER_SECRET})
    monkeypatch.setattr(world.house, "settings", wrong)
    here = World(create_app(right, world.clock), world.line, world.clock)
    done = setup(here, good)
    assert "the web process has another LINE_CHANNEL_SECRET" in said(done)
    assert "Start web again" in said(done)


def test_an_address_where_nobody_answers(world: World, good: str) -> None:
    done = setup(world, "http://127.0.0.1:9/webhook")
    assert done.exit_code == 1
    assert "nobody answers there" in said(done)
    assert "Start web, and the proxy or tunnel" in said(done)


@pytest.mark.parametrize(
    "url", ["http://market.example.org/webhook", "market.example.org", "https://"]
)
def test_an_address_that_is_not_https(world: World, good: str, url: str) -> None:
    done = setup(world, url)
    assert done.exit_code == 1
    assert f"{url} is no address LINE takes" in said(done)
    assert "begins with https://" in said(done)


@pytest.mark.parametrize("path", ["/", "/callback", "/healthz"])
def test_a_wrong_path_is_told_the_right_one(world: World, good: str, path: str) -> None:
    done = setup(world, good.replace("/webhook", path))
    assert done.exit_code == 1
    assert "The path is /webhook" in said(done)


@pytest.mark.parametrize(
    ("status", "cure"),
    [
        (401, LOGIN),
        (302, REDIRECT),
        (403, FORBIDDEN),
        (502, NO_WEB),
        (503, NO_WEB),
        (500, STRANGE),
    ],
)
def test_what_stands_before_it_is_told_by_its_status(
    world: World, good: str, status: int, cure: Diagnosis
) -> None:
    """The simulator's own bot stands in for a proxy: LINE's knock and ours get the same answer."""
    world.line.bot.answers.extend([status, status])
    done = setup(world, world.line.bot.url)
    assert done.exit_code == 1
    assert cure[0].format(status=status) in said(done)
    assert cure[1] in said(done)


def test_a_first_answer_that_comes_too_late_is_no_failure(
    world: World, good: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = WebhookTest(False, 0, "REQUEST_TIMEOUT", "")
    tests = iter([late, WebhookTest(True, 200, "OK", "200")])
    monkeypatch.setattr(Account, "test_webhook", lambda *_: next(tests))
    assert setup(world, good).exit_code == 0


def test_somebody_else_who_takes_everything_is_not_taken_for_us(world: World, good: str) -> None:
    done = setup(world, world.line.bot.url)
    assert done.exit_code == 1
    assert "takes unsigned messages: it is not this program" in said(done)
    assert "old.example.org" in address(world)


@pytest.mark.parametrize(
    ("test", "mine", "diagnosis"),
    [
        (WebhookTest(False, 0, "COULD_NOT_CONNECT", ""), Knock(200), INSIDE),
        (WebhookTest(False, 0, "COULD_NOT_CONNECT", ""), Knock(0, error="SSLError"), CERTIFICATE),
        (
            WebhookTest(False, 0, "COULD_NOT_CONNECT", ""),
            Knock(0, error="NameResolutionError"),
            NO_NAME,
        ),
        (WebhookTest(False, 0, "UNCLASSIFIED", ""), Knock(0, error="ReadTimeoutError"), NOBODY),
        (WebhookTest(False, 0, "REQUEST_TIMEOUT", ""), Knock(0, error="ReadTimeoutError"), SLOW),
        (WebhookTest(False, 503, "ERROR_STATUS_CODE", ""), Knock(503, "try again"), NO_DATABASE),
    ],
)
def test_what_no_loopback_can_show(test: WebhookTest, mine: Knock, diagnosis: Diagnosis) -> None:
    assert diagnose(test, mine) == diagnosis


def test_a_webhook_that_is_switched_off_is_said(
    world: World, good: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Account, "webhook", lambda _: (good, False))
    done = setup(world, good)
    assert done.exit_code == 1
    assert "'Use webhook' on" in said(done)


def test_a_used_up_quota_is_said(world: World, good: str) -> None:
    world.line.settings(quota_limit=0)
    done = setup(world, good)
    assert done.exit_code == 1
    assert "0 of 0 paid ones used" in said(done)
    assert "Buy messages" in said(done)


def test_a_line_that_cannot_be_reached_is_said(door: Door) -> None:
    done = run(door, "line", "setup", "--webhook-url", "https://market.example.org/webhook")
    assert done.exit_code == 1
    assert "cannot be reached from here" in said(done)


def test_a_database_that_was_never_migrated_is_said(
    world: World, good: str, tmp_path: Path
) -> None:
    settings = world.house.settings.model_copy(
        update={"database_url": f"sqlite:///{tmp_path / 'empty.sqlite3'}"}
    )
    here = World(create_app(settings, world.clock), world.line, world.clock)
    done = setup(here, good)
    assert done.exit_code == 1
    assert "flask --app app migrate" in said(done)


def test_one_thing_wrong_at_line_keeps_the_rest_from_nothing(world: World, good: str) -> None:
    world.line.faults(api_error_next=1, api_path="/richmenu")
    done = setup(world, good)
    assert done.exit_code == 1
    assert f"set to {good}" in said(done)
    assert "LINE did not do it (500" in said(done)
    assert setup(world, good).exit_code == 0


def test_nothing_secret_is_printed(world: World, good: str) -> None:
    printed = setup(world, good).output
    assert TOKEN not in printed
    assert world.house.settings.line_channel_secret not in printed


@pytest.fixture
def hung(world: World, good: str) -> Iterator[World]:
    setup(world, good)
    yield world


def test_status_changes_nothing_and_says_that_all_is_well(hung: World) -> None:
    before = len(hung.line.log("api"))
    done = run(hung, "line", "status")
    assert done.exit_code == 0, done.output
    assert "hanging: guest, producer, buyer, staff, committee" in done.output
    calls = [(e["method"], e["path"]) for e in hung.line.log("api")[before:]]
    assert [path for method, path in calls if method != "GET"] == ["/v2/bot/channel/webhook/test"]


def test_status_says_what_is_missing(hung: World) -> None:
    menu = hung.line.phone(hung.user(FARMER))["rich_menu"]["richMenuId"]
    hung.line.api("DELETE", f"/v2/bot/richmenu/{menu}")
    done = run(hung, "line", "status")
    assert done.exit_code == 1
    assert "missing at LINE: producer" in done.output


def test_setup_mends_what_was_deleted_behind_our_back(hung: World) -> None:
    for name in (FARMER, GUEST):
        menu = hung.line.phone(hung.user(name))["rich_menu"]["richMenuId"]
        hung.line.api("DELETE", f"/v2/bot/richmenu/{menu}")
    done = run(hung, "line", "setup")
    assert "made: guest, producer" in done.output
    assert all_seen(hung) == ROLES


def test_teardown_removes_what_setup_made_and_nothing_else(hung: World) -> None:
    other = pictured(hung.line)
    done = run(hung, "line", "teardown")
    assert (done.exit_code, "5 deleted" in done.output) == (0, True)
    assert at_line(hung) == ["ผู้ผลิต"]
    assert set(all_seen(hung).values()) == {None}
    hung.line.api("POST", f"/v2/bot/user/all/richmenu/{other}")
    again = run(hung, "line", "teardown")
    assert (again.exit_code, "none of ours" in again.output) == (0, True)
    assert hung.line.api("GET", "/v2/bot/user/all/richmenu").json() == {"richMenuId": other}


def test_after_teardown_the_sweep_gives_nobody_anything(hung: World) -> None:
    run(hung, "line", "teardown")
    hung.sweep()
    assert set(all_seen(hung).values()) == {None}


def test_setup_after_teardown_hangs_everything_up_again(hung: World) -> None:
    run(hung, "line", "teardown")
    run(hung, "line", "setup")
    assert all_seen(hung) == ROLES
