"""Settings from the environment, checked at start."""

from __future__ import annotations

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ADVICE = {
    "DATABASE_URL": "a SQLAlchemy URL such as postgresql+psycopg://user@host/sanpalang"
    " or sqlite:///var/market.sqlite3",
    "REDIS_URL": "a Redis or Valkey URL such as redis://127.0.0.1:6379/0",
    "LINE_CHANNEL_SECRET": "the channel secret from the LINE Developers console, 'Basic settings'",
    "LINE_CHANNEL_ACCESS_TOKEN": "a channel access token from the console, 'Messaging API'",
    "PUBLIC_URL": "the https address LINE reaches this server at, for pictures on cards",
    "LINE_API_BASE": "leave it unset for LINE itself; the simulator's address otherwise",
    "SWEEP_SECONDS": "how often lost bells are rung again, 1 to 60 seconds; 60 when unset",
}


class BadSettings(SystemExit):
    """What to set, one line for each variable that is missing or wrong.

    Ends a process with these lines alone: a traceback would tell an operator nothing more.
    """


class Settings(BaseSettings):
    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    database_url: str = Field(min_length=3, pattern=r"^[a-z][a-z0-9+]*://")
    redis_url: str = Field(min_length=3, pattern=r"^(redis|rediss|unix)://")
    line_channel_secret: str = Field(min_length=1)
    line_channel_access_token: str = Field(min_length=1)
    line_api_base: str | None = Field(default=None, pattern=r"^https?://")
    public_url: str | None = Field(default=None, pattern=r"^https://")
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
