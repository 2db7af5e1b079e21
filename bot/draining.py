"""One turn of making the calls that rows owe, one after the other; a bell rings for the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bot.house import House
from bot.turn import Turn

Owed = TypeVar("Owed")


class NotYet(Exception):
    """Some calls met a passing failure and are due again later; args[0] is how many."""


def drain(
    house: House,
    job: str,
    take: Callable[[House], Owed | None],
    make: Callable[[House, Owed], bool],
) -> None:
    """take: the next that is due, leased so that nobody else makes it now; make: True unless it has
    to be tried again; job: whose bell rings when the turn is over before the rows are.

    Raises NotYet when some must be tried again.
    """
    put_off, turn = 0, Turn()
    while (owed := take(house)) is not None:
        put_off += not make(house, owed)
        if turn.is_over():
            house.bells.ring(job)
            break
    if put_off:
        raise NotYet(put_off)
