"""Several workers at once, for what happens at the same moment."""

from __future__ import annotations

import threading

from rq.serializers import JSONSerializer
from rq.timeouts import TimerDeathPenalty

from bot.bells import queue
from tests.world import MOST_ROUNDS, BurstWorker, World

WORKERS = 3


class ThreadWorker(BurstWorker):
    """RQ's worker in a thread: signals and their alarm belong to the main thread."""

    death_penalty_class = TimerDeathPenalty

    def _install_signal_handlers(self) -> None:
        """A thread takes no signals."""


def settle_together(world: World) -> None:
    """Let webhooks arrive and three workers run side by side until nothing is left."""
    for _ in range(MOST_ROUNDS):
        world.line.settle()
        if not queue(world.house.redis).count:
            return world.sweep()
        workers = [threading.Thread(target=_work, args=(world,)) for _ in range(WORKERS)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    raise AssertionError("the market does not come to rest")


def _work(world: World) -> None:
    with world.app.app_context():
        worker = ThreadWorker(
            [queue(world.house.redis)],
            connection=world.house.redis,
            serializer=JSONSerializer,
            log_job_description=False,
        )
        worker.work(burst=True, logging_level="WARNING")
