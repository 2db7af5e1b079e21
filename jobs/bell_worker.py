"""RQ's worker for bells: a job is a doorbell, so of one that went well nothing is kept.

RQ notes each job's beginning, execution, heartbeats and end, twenty-odd commands to Redis, so that
a lost job can be told from a running one. Our rows know that. A job that fails goes RQ's own way,
with its retries; one whose worker dies is found in RQ's intermediate queue.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from redis.client import Pipeline
from rq import Queue, SimpleWorker
from rq.job import Job
from rq.timeouts import JobTimeoutException
from rq.utils import now
from rq.worker import WorkerStatus

from bot.bells import JOB_SECONDS

# A worker's record in Redis lives for some minutes without one.
HEARTBEAT_SECONDS = 15.0


class BellWorker(SimpleWorker):
    """Runs jobs in its own process, and is soon back when Redis is."""

    max_connection_wait_time = 3.0
    _beat_at = float("-inf")

    def execute_job(self, job: Job, queue: Queue) -> None:
        job.started_at = now()
        idle, self._state = self._state, WorkerStatus.BUSY  # or a stop would break off the job
        try:
            with self.death_penalty_class(JOB_SECONDS, JobTimeoutException, job_id=job.id):
                job.perform()
        except Exception:
            self._note_failure(job, queue)
        else:
            self._forget(job, queue)
        finally:
            self._state = idle

    def heartbeat(self, timeout: int | None = None, pipeline: Pipeline | None = None) -> None:
        """Rarely enough that a crowd of jobs does not pay for it."""
        if pipeline is None and timeout is None:
            if time.monotonic() - self._beat_at < HEARTBEAT_SECONDS:
                return
            self._beat_at = time.monotonic()
        super().heartbeat(timeout, pipeline)

    def set_state(self, state: str, pipeline: Pipeline | None = None) -> None:
        """Told to Redis when it changes."""
        if pipeline is not None or state != self._state:
            super().set_state(state, pipeline)

    def _note_failure(self, job: Job, queue: Queue) -> None:
        error: Any = sys.exc_info()
        execution = self.prepare_execution(job)
        self.prepare_job_execution(job, remove_from_intermediate_queue=True)
        self._finalize_failure(job, queue, execution, error)

    def _forget(self, job: Job, queue: Queue) -> None:
        with self.connection.pipeline() as pipeline:
            pipeline.lrem(queue.intermediate_queue_key, 1, job.id)
            pipeline.delete(job.key)
            pipeline.execute()
