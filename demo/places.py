"""Where the demo keeps what it makes."""

import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Places:
    """All that one demo keeps, under one folder."""

    home: Path

    @property
    def market(self) -> Path:
        return self.home / "market.sqlite3"

    @property
    def simulator(self) -> Path:
        return self.home / "simulator.sqlite3"

    @property
    def valkey(self) -> Path:
        return self.home / "valkey"

    @property
    def logs(self) -> Path:
        return self.home / "log"

    @property
    def keys(self) -> Path:
        return self.home / "demo.json"

    @property
    def prepared(self) -> Path:
        """Holds the digest of what the database was last migrated and seeded with."""
        return self.home / "prepared"

    @property
    def lock(self) -> Path:
        return self.home / "demo.lock"

    def make(self) -> None:
        for folder in (self.home, self.valkey, self.logs):
            folder.mkdir(parents=True, exist_ok=True)

    def forget(self) -> None:
        """Delete what the demo made, and nothing else that may lie in the same folder."""
        for database in (self.market, self.simulator):
            for part in ("", "-wal", "-shm", "-journal"):
                database.with_name(database.name + part).unlink(missing_ok=True)
        for folder in (self.valkey, self.logs):
            shutil.rmtree(folder, ignore_errors=True)
        for file in (self.keys, self.prepared):
            file.unlink(missing_ok=True)
