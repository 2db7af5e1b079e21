"""Procfiles: one `name: command` a line."""

import re
from pathlib import Path

_LINE = re.compile(r"^([A-Za-z0-9_-]+):\s*(.+)$", re.MULTILINE)


def read_procfile(path: Path) -> dict[str, str]:
    """Commands by name, in the file's order."""
    return dict(_LINE.findall(path.read_text(encoding="utf-8")))
