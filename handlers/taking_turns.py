"""Hearing many members, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from rq.timeouts import BaseTimeoutException

from bot.house import House
from bot.turn import Turn
from handlers.listening import listen

log = structlog.get_logger()


def listen_in_turn(house: House, senders: Sequence[str]) -> bool:
    """False when time was up before the last of them.

    Whoever cannot be heard now gets a job of their own and keeps none of the others waiting.
    """
    turn = Turn()
    for sender in senders:
        if turn.is_over():
            return False
        try:
            listen(house, sender)
        except BaseTimeoutException:
            raise
        except Exception as error:
            log.warning("heard later", error=type(error).__name__)
            house.bells.ring_later("jobs.work.listen", sender)
    return True
