"""The operator's doors: faults, settings, log, idleness, reset, story."""

import json
from typing import Any

from flask import Blueprint

from simulator.doors.body import json_body, number
from simulator.doors.errors import DoorError
from simulator.line.sending import counter
from simulator.world import world

Json = dict[str, Any]

operator = Blueprint("operator", __name__)


@operator.get("/faults")
def faults() -> Json:
    """All faults as they stand."""
    return world().faults.all()


@operator.put("/faults")
def turn_faults() -> Json:
    """Change some; the others stay."""
    values = world().faults.update(json_body())
    world().hub.publish({"type": "faults"})
    return values


@operator.delete("/faults")
def mend() -> Json:
    """Nothing goes wrong any more."""
    values = world().faults.reset()
    world().hub.publish({"type": "faults"})
    return values


@operator.get("/settings")
def settings() -> Json:
    """All settings as they stand."""
    return world().settings.all()


@operator.put("/settings")
def set_up() -> Json:
    """Change some; the others stay."""
    values = world().settings.update(json_body())
    world().hub.publish({"type": "paid", **counter(world())})
    return values


@operator.get("/log")
def log() -> Json:
    """Entries after `after`, oldest first."""
    return {"entries": world().store.log.after(number("after", 0, most=2**62), _limit())}


def _limit() -> int:
    return number("limit", 200, most=1000)


@operator.get("/idle")
def idle() -> Json:
    """Whether no webhook waits; with `wait_ms` it blocks until then or until the time is over."""
    quiet = world().dispatcher.wait_idle(number("wait_ms", 0, most=60_000) / 1000)
    return {"idle": quiet, "pending_webhooks": world().dispatcher.waiting()}


@operator.post("/reset")
def reset() -> Json:
    """Forget chats, webhooks under way, log and counters; people, menus and settings stay."""
    world().dispatcher.forget()
    world().tell_all_phones()
    world().hub.publish({"type": "paid", **counter(world())})
    return {}


@operator.get("/story")
def story() -> Json:
    """The story the page can play."""
    path = world().config.story
    if path is None or not path.is_file():
        raise DoorError(404, "no story was given")
    told: Json = json.loads(path.read_text(encoding="utf-8"))
    return told
