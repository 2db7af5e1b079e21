"""What a job leaves in Redis: nothing when it went well, all of RQ's notes when it did not."""

import signal
from collections.abc import Iterator
from typing import Any

import pytest

from bot.bells import queue
from tests.world import World

FARMER = "แม่บุญมี"


def test_of_a_job_that_went_well_nothing_is_kept(world: World) -> None:
    world.says(FARMER, "สวัสดี")
    bells = queue(world.house.redis)
    kept = list(world.house.redis.scan_iter("rq:job*"))
    assert (kept, bells.intermediate_queue.get_job_ids()) == ([], [])


def test_a_job_that_failed_is_tried_again_and_then_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(house: Any) -> None:
        raise ValueError("a bug")

    monkeypatch.setattr("jobs.work.deliver_letters", fails)
    world.house.bells.ring("jobs.work.deliver")
    world.settle()
    bells = queue(world.house.redis)
    assert bells.scheduled_job_registry.count == 1
    job = bells.fetch_job(bells.scheduled_job_registry.get_job_ids()[0])
    assert job is not None
    job.retries_left = 0
    job.save()
    bells.scheduled_job_registry.remove(job)
    bells.enqueue_job(job)
    world.settle()
    assert bells.failed_job_registry.get_job_ids() == [job.id]
    assert bells.intermediate_queue.get_job_ids() == []


@pytest.fixture
def signals_kept() -> Iterator[None]:
    """A worker takes them over, and does not give them back."""
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    yield
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.mark.usefixtures("signals_kept")
def test_a_worker_that_is_to_stop_finishes_its_job_and_begins_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def delivers(house: Any) -> None:
        signal.raise_signal(signal.SIGTERM)
        done.append("deliver")

    monkeypatch.setattr("jobs.work.deliver_letters", delivers)
    monkeypatch.setattr("jobs.work.fetch_photos", lambda house: done.append("fetch"))
    world.house.bells.ring("jobs.work.deliver")
    world.house.bells.ring("jobs.work.fetch")
    with world.app.app_context():
        world.worker().work(burst=True)
    assert done == ["deliver"]
    assert queue(world.house.redis).count == 1
