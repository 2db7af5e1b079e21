"""The whole system under torture: database, Valkey, simulator, and every line of the Procfile."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from demo.environment import valkey_server
from demo.places import ROOT
from demo.ports import Ports
from demo.probes import answers_http, answers_ping
from demo.procfile import read_procfile
from torture import people
from torture.databases import Database, database
from torture.plan import Plan
from torture.platform import Platform
from torture.process import Process
from torture.supervisor import Supervisor, until

WORKERS = 2
START_SECONDS = 90.0
# LINE does not publish its pauses before a redelivery; these are short, and never give up within
# an outage of ours.
REDELIVERY_MS = [300, 700, 1500, 3000, *[5000] * 60]
VALKEY = 'exec "$VALKEY_SERVER" --bind 127.0.0.1 --port $VALKEY_PORT --dir "$HOME_FOLDER" ' \
    '--appendonly yes --save ""'  # fmt: skip
SIMULATOR = (
    "exec python -m simulator --port $SIMULATOR_PORT --people $PEOPLE"
    ' --data "$HOME_FOLDER/simulator.sqlite3" --webhook http://127.0.0.1:$PORT/webhook'
)


class NotStarted(Exception):
    """A part did not come up; says which, with its last words."""


class Market:
    """Starts in the order of need; the supervisor starts again whatever dies afterwards."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        plan.home.mkdir(parents=True, exist_ok=True)
        people.write(plan.home / "people.json")
        self._reserved = Ports({"PORT": 8200, "SIMULATOR_PORT": 8210, "VALKEY_PORT": 6590})
        self.ports = self._reserved.numbers
        self.database: Database = database(plan.database, plan.home)
        self.env = _environment(plan, self.ports, self.database.url)
        self.platform = Platform(self.ports["SIMULATOR_PORT"])
        self.supervisor = Supervisor()

    def start(self) -> None:
        """Raises NotStarted."""
        if (server := self.database.server(self._log("postgresql"))) is not None:
            self.supervisor.add(server)
        self._add("valkey", VALKEY)
        self._add("simulator", SIMULATOR)
        commands = read_procfile(ROOT / "Procfile")
        self._release(commands.pop("release"))
        for name, command in commands.items():
            for number in range(WORKERS if name == "worker" else 1):
                self._add(f"{name}.{number + 1}", command)
        self._wait_for("simulator", lambda: answers_http(self.ports["SIMULATOR_PORT"], "/phones"))
        self._wait_for("web.1", self.is_ready)
        self._tune()
        self.supervisor.watch()

    def is_ready(self) -> bool:
        return answers_http(self.ports["PORT"], "/readyz")

    def command(self, *arguments: str) -> str:
        """What `flask --app app …` answers. Raises CalledProcessError."""
        call = ["flask", "--app", "app", *arguments]
        done = subprocess.run(
            call, cwd=ROOT, env=self.env, capture_output=True, text=True, check=True
        )
        return done.stdout

    def stop(self) -> None:
        self.supervisor.end(last=("valkey", "postgresql", "simulator"))

    def _tune(self) -> None:
        """An account with messages enough, and a LINE that redelivers until it is heard."""
        settings = {"quota_limit": None, "redelivery_after_ms": REDELIVERY_MS}
        self.platform.call("PUT", "/settings", settings)
        self.platform.set_faults(seed=self.plan.seed)

    def _release(self, command: str) -> None:
        """The Procfile's release, then the people of the demo."""
        self._wait_for("valkey", lambda: answers_ping(self.ports["VALKEY_PORT"]))
        self._until_released(f"{command} && flask --app app seed --demo")

    def _until_released(self, command: str) -> None:
        log = self._log("release")

        def is_done() -> bool:
            with log.open("ab") as file:
                done = subprocess.run(  # noqa: S602  a Procfile's commands are the shell's
                    command, shell=True, cwd=ROOT, env=self.env, stdout=file, stderr=file,
                    check=False,
                )  # fmt: skip
            return done.returncode == 0

        if not until(is_done, START_SECONDS, beat=0.5):
            raise NotStarted(f"release failed:\n{log.read_text()[-2000:]}")

    def _add(self, name: str, command: str) -> None:
        self.supervisor.add(Process(name, command, self.env, self._log(name)))

    def _wait_for(self, name: str, is_so: object) -> None:
        if not callable(is_so) or not until(is_so, START_SECONDS):
            words = self.supervisor.parts[name].last_words()
            raise NotStarted(f"{name} did not answer:\n{words}")

    def _log(self, name: str) -> Path:
        return self.plan.home / f"{name}.log"


def _environment(plan: Plan, ports: Mapping[str, int], database_url: str) -> dict[str, str]:
    path: Sequence[str] = (str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath))
    return {
        **os.environ,
        "PATH": os.pathsep.join(path),
        "PYTHONUNBUFFERED": "1",
        "HOME_FOLDER": str(plan.home),
        "PEOPLE": str(plan.home / "people.json"),
        "VALKEY_SERVER": str(valkey_server()),
        **{name: str(port) for name, port in ports.items()},
        "DATABASE_URL": database_url,
        "REDIS_URL": f"redis://127.0.0.1:{ports['VALKEY_PORT']}/0",
        "PUBLIC_URL": f"https://127.0.0.1:{ports['PORT']}",
        "LINE_API_BASE": f"http://127.0.0.1:{ports['SIMULATOR_PORT']}",
        "LINE_CHANNEL_ID": "2000000000",
        "LINE_CHANNEL_SECRET": secrets.token_hex(16),
        "LINE_CHANNEL_ACCESS_TOKEN": secrets.token_hex(32),
        "SWEEP_SECONDS": str(plan.sweep_seconds),
        "LOG_LEVEL": "INFO",
    }
