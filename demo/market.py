"""One start of the market: its parts in the order in which they need each other."""

import time
from collections.abc import Callable
from pathlib import Path

from demo.bell import Bell
from demo.crew import Crew
from demo.environment import environment
from demo.keys import kept_keys
from demo.places import Places
from demo.ports import Ports
from demo.prepared import is_prepared, remember
from demo.probes import answers_http, answers_ping
from demo.procfile import read_procfile

_STORE = "valkey"
_RELEASE = "release"
_PLATFORM = "simulator"
_WEB = "web"
_WORKER = "worker"
_CLOCK = "clock"
_MENUS = "menus"
START_SECONDS = 90.0
_BEAT_SECONDS = 0.02

Say = Callable[[str], None]


class Stopped(Exception):
    """Somebody asked us to stop before everything ran."""


class TooSlow(Exception):
    """What was still missing when patience ended."""


class Market:
    """The parts of a Procfile, run on what is kept in `places`."""

    def __init__(self, places: Places, procfile: Path, bell: Bell, say: Say) -> None:
        places.make()
        self._places = places
        self._bell = bell
        self._say = say
        self._reserved = Ports()
        self._ports = self._reserved.numbers
        env = environment(places, self._ports, kept_keys(places.keys))
        self._crew = Crew(read_procfile(procfile), env, places, bell)

    @property
    def address(self) -> str:
        """Where the phones are."""
        return f"http://127.0.0.1:{self._ports['SIMULATOR_PORT']}"

    def start(self) -> None:
        """Return when the phones can be used. Raises PartEnded, TooSlow or Stopped.

        What answers people loads while the database is made; who works on it waits for the tables,
        and the clock, which has nothing to ring yet, and the menus until nobody waits for the
        processors.
        """
        to_prepare = not is_prepared(self._places)
        if to_prepare:
            self._say("first start: making the database and the demo's people ...")
            self._crew.start([_RELEASE])
        self._crew.start([_STORE, _PLATFORM, _WEB])
        self.until("Valkey", lambda: answers_ping(self._ports["VALKEY_PORT"]))
        if to_prepare:
            self.until("the database", lambda: self._crew.finish(_RELEASE))
            remember(self._places)
        self._crew.start([_WORKER])
        self.until("the phones", lambda: answers_http(self._ports["SIMULATOR_PORT"], "/phones"))
        self.until("the market", self.is_ready)
        self._crew.start([_CLOCK, _MENUS])

    def is_ready(self) -> bool:
        """Whether the web process can reach all it needs."""
        return answers_http(self._ports["PORT"], "/readyz")

    def has_menus(self) -> bool:
        """Whether the menus hang below the chats. Raises PartEnded."""
        return _MENUS not in self._crew.parts or self._crew.finish(_MENUS)

    def watch(self) -> None:
        """Return when asked to stop. Raises PartEnded."""
        while not self._bell.stop_asked:
            self._say_if_menus_failed()
            self._crew.check(to_end=[_MENUS])
            self._bell.wait()

    def _say_if_menus_failed(self) -> None:
        """The market works without them, so nothing has to end."""
        menus = self._crew.parts.get(_MENUS)
        if menus is not None and menus.returncode:
            self._say(f"The menus below the chats are not as they should be: see {menus.log}")
            del self._crew.parts[_MENUS]

    def stop(self) -> None:
        """Valkey goes last, so that the others can put away what they hold."""
        self._crew.stop(last=[_STORE])

    def last_words(self) -> str:
        """The end of every part's log, for whoever has to find out what went wrong."""
        return "\n".join(
            f"--- {part.log}\n{part.last_words()}" for part in self._crew.parts.values()
        )

    def until(self, what: str, is_so: Callable[[], bool]) -> None:
        """Wait for it. Raises PartEnded, TooSlow or Stopped."""
        deadline = time.monotonic() + START_SECONDS
        while not is_so():
            self._crew.check(to_end=[_RELEASE, _MENUS])
            if self._bell.stop_asked:
                raise Stopped
            if time.monotonic() > deadline:
                raise TooSlow(f"{what} did not answer within {START_SECONDS:.0f} s")
            self._bell.wait(_BEAT_SECONDS)
