"""The two long-running processes: a worker that takes jobs, and the clock that rings on time."""

from __future__ import annotations

import importlib
import logging
import time
from datetime import UTC, datetime

import structlog
from flask import Flask
from redis.exceptions import RedisError
from rq.cron import CronJob, CronScheduler
from rq.serializers import JSONSerializer

from bot.bells import QUEUE, Bells, queue
from bot.house import House
from bot.settings import Settings
from jobs.bell_worker import BellWorker

log = structlog.get_logger()

SECONDS_WITHOUT_REDIS = 1


def schedule(settings: Settings) -> list[tuple[str, int]]:
    """What runs by the clock: (job, seconds between two runs)."""
    return [("jobs.work.sweep", settings.sweep_seconds)]


def work(app: Flask, burst: bool = False) -> None:
    """Take jobs until told to stop. Short jobs do not pay for a fork each, so none is made."""
    house: House = app.extensions["house"]
    importlib.import_module("jobs.work")
    _ = house.line  # imported before the first job
    with app.app_context():
        worker = BellWorker(
            [queue(house.redis)],
            connection=house.redis,
            serializer=JSONSerializer,
            log_job_description=False,
        )
        worker.work(burst=burst, with_scheduler=not burst, logging_level="WARNING")


class BellClock(CronScheduler):
    """RQ's cron, ringing our bells: its own way to enqueue knows only pickle, and would pile up
    one job a minute while no worker is there to take them."""

    def __init__(self, house: House) -> None:
        super().__init__(connection=house.redis, logging_level=logging.WARNING)
        self._bells: Bells = house.bells

    def enqueue_jobs(self) -> list[CronJob]:
        due = [job for job in self.get_jobs() if job.should_run()]
        for job in due:
            self._bells.ring(job.func_name)
            job.set_enqueue_time(datetime.now(UTC))
        return due


def keep_time(app: Flask) -> None:
    """Ring the schedule's jobs. More than one clock does no harm: a bell rings once."""
    house: House = app.extensions["house"]
    clock = BellClock(house)
    for job, seconds in schedule(house.settings):
        module, name = job.rsplit(".", 1)
        function = getattr(importlib.import_module(module), name)
        clock.register(function, queue_name=QUEUE, interval=seconds)
    while True:
        try:
            return clock.start()  # type: ignore[no-any-return, no-untyped-call]
        except RedisError as error:
            log.warning("clock without Redis", error=type(error).__name__)
            time.sleep(SECONDS_WITHOUT_REDIS)
