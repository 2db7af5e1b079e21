"""`python -m simulator`: a LINE Platform on 127.0.0.1."""

import argparse
import os
from pathlib import Path

from simulator.config import Config, read_people
from simulator.server import Server

CHANNEL = {
    "--secret": "LINE_CHANNEL_SECRET",
    "--token": "LINE_CHANNEL_ACCESS_TOKEN",
    "--channel-id": "LINE_CHANNEL_ID",
}


def main() -> None:
    """Serve until interrupted."""
    arguments = _parser().parse_args()
    if arguments.data != ":memory:":
        Path(arguments.data).parent.mkdir(parents=True, exist_ok=True)
    Server(_config(arguments), arguments.port).run()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("simulator", description="A small LINE Platform.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--people", type=Path, required=True, help="JSON list of people")
    parser.add_argument("--data", default=":memory:", help="SQLite file that keeps the world")
    parser.add_argument("--webhook", help="where the bot listens")
    parser.add_argument("--story", type=Path, help="JSON of the story the page can play")
    _add_channel(parser)
    return parser


def _add_channel(parser: argparse.ArgumentParser) -> None:
    """Anyone on the machine can read a command line; an environment is its owner's."""
    for option, variable in CHANNEL.items():
        known = os.environ.get(variable)
        words = f"${variable} unless given"
        parser.add_argument(option, default=known, required=not known, help=words)


def _config(arguments: argparse.Namespace) -> Config:
    return Config(
        secret=arguments.secret,
        token=arguments.token,
        channel_id=arguments.channel_id,
        people=read_people(arguments.people),
        data=arguments.data,
        webhook=arguments.webhook,
        story=arguments.story,
    )


if __name__ == "__main__":
    main()
