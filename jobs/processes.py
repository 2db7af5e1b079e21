"""The two long-running processes: a worker that takes jobs, and the clock that rings on time."""

from __future__ import annotations

import importlib
import logging

from flask import Flask
from rq import SimpleWorker
from rq.cron import CronScheduler
from rq.serializers import JSONSerializer

from bot.bells import QUEUE, queue
from bot.house import House

# The schedule, as one list: (job, seconds between two runs).
SCHEDULE = (("jobs.work.sweep", 60),)


def work(app: Flask, burst: bool = False) -> None:
    """Take jobs until told to stop. Short jobs do not pay for a fork each, so none is made."""
    house: House = app.extensions["house"]
    importlib.import_module("jobs.work")
    _ = house.line  # the heavy import, once, before the first job
    with app.app_context():
        worker = SimpleWorker(
            [queue(house.redis)],
            connection=house.redis,
            serializer=JSONSerializer,
            log_job_description=False,
        )
        worker.work(burst=burst, with_scheduler=not burst, logging_level="WARNING")


def keep_time(app: Flask) -> None:
    """Ring the schedule's jobs. More than one clock does no harm: a job may come twice."""
    house: House = app.extensions["house"]
    clock = CronScheduler(connection=house.redis, logging_level=logging.WARNING)
    for job, seconds in SCHEDULE:
        module, name = job.rsplit(".", 1)
        clock.register(
            getattr(importlib.import_module(module), name),
            queue_name=QUEUE,
            interval=seconds,
            result_ttl=0,
        )
    clock.start()  # type: ignore[no-untyped-call]
