"""All parts together: started one by one, watched, ended in the reverse order of need."""

import signal
import time
from collections.abc import Iterable, Mapping

from demo.bell import Bell
from demo.part import Part
from demo.places import Places

# How long a part may take to end when asked, and when killed.
GRACE_SECONDS = {signal.SIGTERM: 8.0, signal.SIGKILL: 1.0}
_BEAT_SECONDS = 0.05


class PartEnded(Exception):
    """A part that must run has ended; carries its last words."""

    def __init__(self, part: Part) -> None:
        super().__init__(
            f"{part.name} has ended (status {part.returncode}). "
            f"The end of {part.log}:\n{part.last_words()}"
        )


class Crew:
    """The running parts of one demo."""

    def __init__(
        self, commands: Mapping[str, str], env: Mapping[str, str], places: Places, bell: Bell
    ) -> None:
        self._commands = commands
        self._env = env
        self._places = places
        self._bell = bell
        self.parts: dict[str, Part] = {}

    def start(self, names: Iterable[str]) -> None:
        for name in names:
            part = Part(name, self._commands[name], self._env, self._places.logs)
            self.parts[name] = part

    def finish(self, name: str) -> bool:
        """Whether a part that is to end has done so; raises PartEnded when it failed."""
        part = self.parts[name]
        if part.returncode is None:
            return False
        if part.returncode:
            raise PartEnded(part)
        del self.parts[name]
        return True

    def check(self, to_end: Iterable[str] = ()) -> None:
        """Raise PartEnded when a part has ended that isn't one of `to_end`."""
        for part in self.parts.values():
            if part.name not in to_end and part.returncode is not None:
                raise PartEnded(part)

    def stop(self, last: Iterable[str] = ()) -> None:
        """End every process: kindly, then after a grace by force; those of `last` at the end."""
        late = [part for part in self.parts.values() if part.name in last]
        early = [part for part in self.parts.values() if part.name not in last]
        for parts in (early, late):
            self._end(parts)
        self.parts.clear()

    def _end(self, parts: list[Part]) -> None:
        for number, seconds in GRACE_SECONDS.items():
            for part in parts:
                part.send(number)
            self._wait_until_gone(parts, time.monotonic() + seconds)

    def _wait_until_gone(self, parts: list[Part], deadline: float) -> None:
        while any(part.is_alive() for part in parts) and time.monotonic() < deadline:
            self._bell.wait(_BEAT_SECONDS)
