"""An operator is told what to set, all at once; a process with wrong settings does not start."""

import pytest

from app import create_app
from bot.settings import ADVICE, BadSettings, Settings, from_environment

GOOD = {
    "DATABASE_URL": "sqlite:///market.sqlite3",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "LINE_CHANNEL_SECRET": "0123456789abcdef0123456789abcdef",
    "LINE_CHANNEL_ACCESS_TOKEN": "token",
}
WRONG = [
    ("DATABASE_URL", ""),
    ("DATABASE_URL", "market.sqlite3"),
    ("DATABASE_URL", "postgres://user@host/market"),
    ("DATABASE_URL", "mysql://user@host/market"),
    ("DATABASE_URL", "postgresql+psycopg2://user@host/market"),
    ("DATABASE_URL", "postgresql+psycopg://user@host:port/market"),
    ("REDIS_URL", ""),
    ("REDIS_URL", "127.0.0.1:6379"),
    ("REDIS_URL", "http://127.0.0.1:6379"),
    ("REDIS_URL", "redis://127.0.0.1:port"),
    ("LINE_CHANNEL_SECRET", ""),
    ("LINE_CHANNEL_SECRET", "   "),
    ("LINE_CHANNEL_SECRET", "ความลับ"),
    ("LINE_CHANNEL_ACCESS_TOKEN", ""),
    ("LINE_CHANNEL_ACCESS_TOKEN", "two words"),
    ("LINE_CHANNEL_ID", "my channel"),
    ("LINE_API_BASE", "api.line.me"),
    ("LINE_API_BASE", "https://"),
    ("PUBLIC_URL", "http://market.example.org"),
    ("PUBLIC_URL", "market.example.org"),
    ("SWEEP_SECONDS", "0"),
    ("SWEEP_SECONDS", "61"),
    ("SWEEP_SECONDS", "soon"),
    ("LOG_LEVEL", "LOUD"),
]


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(field.upper(), raising=False)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)


def test_four_settings_are_enough() -> None:
    settings = from_environment()
    assert settings.database_url == GOOD["DATABASE_URL"]
    assert (settings.line_api_base, settings.public_url, settings.sweep_seconds) == (None, None, 60)


@pytest.mark.parametrize("token", ["", None])
def test_a_channel_id_is_enough_without_a_token(
    monkeypatch: pytest.MonkeyPatch, token: str | None
) -> None:
    monkeypatch.delenv("LINE_CHANNEL_ACCESS_TOKEN")
    if token is not None:
        monkeypatch.setenv("LINE_CHANNEL_ACCESS_TOKEN", token)
    monkeypatch.setenv("LINE_CHANNEL_ID", "2000000000")
    assert from_environment().line_channel_access_token is None


@pytest.mark.parametrize("name", GOOD)
def test_what_is_missing_is_named_with_what_to_set(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delenv(name)
    with pytest.raises(BadSettings) as bad:
        create_app()
    assert str(bad.value) == f"{name} is missing or wrong: set it to {ADVICE[name]}"


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_what_is_wrong_is_named_and_its_value_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """Secrets stand in these values; the message may end up in a log."""
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as bad:
        create_app()
    assert str(bad.value) == f"{name} is missing or wrong: set it to {ADVICE[name]}"


def test_everything_that_is_wrong_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in GOOD:
        monkeypatch.delenv(name)
    with pytest.raises(BadSettings) as bad:
        from_environment()
    assert [line.split()[0] for line in str(bad.value).splitlines()] == sorted(GOOD)


def test_every_setting_has_its_advice() -> None:
    assert set(ADVICE) == {name.upper() for name in Settings.model_fields}


def test_blanks_around_a_value_are_not_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINE_CHANNEL_SECRET", f"  {GOOD['LINE_CHANNEL_SECRET']}\n")
    assert from_environment().line_channel_secret == GOOD["LINE_CHANNEL_SECRET"]


def test_a_slash_at_the_end_of_an_address_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://market.example.org/")
    assert from_environment().public_url == "https://market.example.org"
