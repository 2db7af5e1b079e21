"""The composition root: settings in, a Flask application out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask

from bot import health, photos, webhook
from bot.house import House
from bot.logs import configure_logs, unexpected
from bot.redis_url import open_redis
from bot.settings import Settings, from_environment
from models.database import open_database

# For work that waits for Redis; whoever must not wait, as the webhook, rings with less patience.
REDIS_TIMEOUT = 5
REDIS_CONNECT_TIMEOUT = 1


def create_app(
    settings: Settings | None = None, clock: Callable[[], datetime] | None = None
) -> Flask:
    """Raises bot.settings.BadSettings when the environment lacks something."""
    settings = settings or from_environment()
    configure_logs(settings.log_level)
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = webhook.READ_AT_MOST
    app.extensions["house"] = House(
        settings=settings,
        engine=open_database(settings.database_url),
        redis=open_redis(
            settings.redis_url,
            socket_timeout=REDIS_TIMEOUT,
            socket_connect_timeout=REDIS_CONNECT_TIMEOUT,
            health_check_interval=30,
        ),
        clock=clock or (lambda: datetime.now(UTC)),
    )
    app.register_error_handler(Exception, unexpected)
    app.register_blueprint(webhook.blueprint)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(photos.blueprint)
    register_commands(app)
    return app


def register_commands(app: Flask) -> None:
    from jobs.commands import commands
    from week.command import simulate_week

    for command in (*commands, simulate_week):
        app.cli.add_command(command)
