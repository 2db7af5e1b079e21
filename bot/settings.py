"""Settings from the environment, checked at start."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError, ValidationInfo
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.redis_url import check

# Drivers that come with the project, by the name SQLAlchemy gives them.
DRIVERS = ("sqlite+pysqlite", "postgresql+psycopg")

ADVICE = {
    "DATABASE_URL": "a SQLAlchemy URL such as postgresql+psycopg://user@host/sanpalang"
    " or sqlite:///var/market.sqlite3",
    "REDIS_URL": "a Redis or Valkey URL such as redis://127.0.0.1:6379/0, or"
    " redis+sentinel://host:26379,host:26379,host:26379/service",
    "LINE_CHANNEL_SECRET": "the channel secret from the LINE Developers console, 'Basic settings'",
    "LINE_CHANNEL_ID": "the channel id from the console, 'Basic settings', in figures;"
    " needed only where LINE_CHANNEL_ACCESS_TOKEN is unset",
    "LINE_CHANNEL_ACCESS_TOKEN": "a channel access token from the console, 'Messaging API';"
    " or leave it unset and set LINE_CHANNEL_ID",
    "PUBLIC_URL": "the https address LINE reaches this server at, for pictures on cards",
    "LINE_API_BASE": "leave it unset for LINE itself; the simulator's address otherwise",
    "SWEEP_SECONDS": "how often lost bells are rung again, 1 to 60 seconds; 60 when unset",
    "LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR; INFO when unset",
}


class BadSettings(SystemExit):
    """What to set, one line for each variable that is missing or wrong.

    Ends a process with these lines alone: a traceback would tell an operator nothing more.
    """


def _database(url: str) -> str:
    try:
        name = make_url(url).get_dialect()
    except ArgumentError as error:  # no URL, or a database SQLAlchemy has not heard of
        raise ValueError(url) from error
    if f"{name.name}+{name.driver}" not in DRIVERS:
        raise ValueError(url)
    return url


def _token(token: str | None, info: ValidationInfo) -> str | None:
    """May be missing where the channel's id is there to issue one with."""
    if not token and not info.data.get("line_channel_id"):
        raise ValueError("neither a token nor a channel id")
    return token or None


def _without_slash(url: str) -> str:
    """Paths are put behind it."""
    return url.rstrip("/")


Url = Annotated[str, AfterValidator(_without_slash)]


class Settings(BaseSettings):
    # Blanks come along when a value is copied from the console, and cost an hour's search.
    model_config = SettingsConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)

    database_url: Annotated[str, AfterValidator(_database)]
    redis_url: Annotated[str, AfterValidator(check)]
    line_channel_secret: str = Field(pattern=r"^[!-~]+$")
    # With it and without a token the processes issue their own.
    line_channel_id: str | None = Field(default=None, pattern=r"^[0-9]*$")
    line_channel_access_token: Annotated[str | None, AfterValidator(_token)] = Field(
        default=None, pattern=r"^[!-~]*$", validate_default=True
    )
    line_api_base: Url | None = Field(default=None, pattern=r"^https?://[^/]")
    public_url: Url | None = Field(default=None, pattern=r"^https://[^/]")
    # Bounds how long a lost bell keeps anybody waiting; each sweep costs a few queries.
    sweep_seconds: int = Field(default=60, ge=1, le=60)
    log_level: str = Field(default="INFO", pattern=r"^(DEBUG|INFO|WARNING|ERROR)$")


def from_environment() -> Settings:
    """Read and check the environment. Raises BadSettings with what to set, in English."""
    try:
        return Settings()
    except ValidationError as error:
        names = sorted({str(problem["loc"][0]).upper() for problem in error.errors()})
        lines = [f"{name} is missing or wrong: set it to {ADVICE.get(name, '?')}" for name in names]
        raise BadSettings("\n".join(lines)) from None
