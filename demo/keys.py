"""The demo channel's secret and token: random, kept, and readable by their owner only."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Keys:
    """What LINE's console would show for a channel."""

    channel_id: str
    channel_secret: str
    channel_access_token: str


def kept_keys(path: Path) -> Keys:
    """Those in `path`, made up when there are none yet: signatures must outlive a restart."""
    if path.exists():
        return Keys(**json.loads(path.read_text()))
    keys = Keys(
        channel_id=str(secrets.randbelow(10**9) + 2 * 10**9),
        channel_secret=secrets.token_hex(16),
        channel_access_token=secrets.token_hex(86),
    )
    _write(path, json.dumps(asdict(keys), indent=2))
    return keys


def _write(path: Path, text: str) -> None:
    """In one step, so that an interruption leaves no half a file."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)
