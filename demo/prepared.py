"""Whether the database needs migrating and seeding: only when what they are made of has changed."""

import hashlib
from pathlib import Path

from demo.places import ROOT, Places


def is_prepared(places: Places, sources: Path = ROOT / "models") -> bool:
    if not (places.prepared.exists() and places.market.exists()):
        return False
    return places.prepared.read_text() == _digest(sources)


def remember(places: Places, sources: Path = ROOT / "models") -> None:
    places.prepared.write_text(_digest(sources))


def _digest(sources: Path) -> str:
    """Of every file that may end up in the database: models, migrations and demo data."""
    digest = hashlib.sha256()
    for path in sorted(sources.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(sources)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
