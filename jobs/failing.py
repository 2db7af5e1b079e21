"""What was set aside: events a bug kept from being heard, answers that may not have arrived, group
summaries that were not posted, and jobs that failed for good.
"""

from __future__ import annotations

from collections.abc import Iterator

from rq.job import Job
from rq.serializers import JSONSerializer

from bot.bells import queue
from bot.house import House
from models import replies
from models.grouppost import GroupPost
from models.inbox import InboxEvent


def failures(house: House) -> Iterator[str]:
    """A line for each; no line says who it was or what they said."""
    yield from _events(house)
    yield from _lost_replies(house)
    yield from _posts(house)
    yield from _jobs(house)


def _events(house: House) -> Iterator[str]:
    with house.reading() as session:
        for event in session.scalars(InboxEvent.set_aside()):
            yield (
                f"event {event.id}  {event.kind}  received {event.received_at:%Y-%m-%d %H:%M} UTC"
                f"  tries {event.tries}  {event.error}"
            )


def _lost_replies(house: House) -> Iterator[str]:
    with house.reading() as session:
        for event in session.scalars(replies.lost()):
            yield (
                f"event {event.id}  {event.kind}  received {event.received_at:%Y-%m-%d %H:%M} UTC"
                f"  its answer may not have arrived  {event.error}"
            )


def _posts(house: House) -> Iterator[str]:
    with house.reading() as session:
        for post in session.scalars(GroupPost.gone_wrong()):
            yield f"group summary {post.id}  of {post.day}  {post.state}  {post.error}"


def _jobs(house: House) -> Iterator[str]:
    ids = queue(house.redis).failed_job_registry.get_job_ids()
    for job in Job.fetch_many(ids, connection=house.redis, serializer=JSONSerializer):
        if job is not None:
            yield f"job {job.id}  {job.func_name}  failed {job.ended_at} UTC  {_why(job)}"


def _why(job: Job) -> str:
    """The last line of the traceback names the error and its place."""
    result = job.latest_result()
    lines = (result.exc_string or "").strip().splitlines() if result else []
    return lines[-1] if lines else "the worker ended in the middle of it"
