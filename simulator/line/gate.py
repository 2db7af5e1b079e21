"""What every API call passes: faults, token, rate limit, size, retry key; and the log."""

import time
import uuid

from flask import Blueprint, Response, g, request

from simulator.line.body import MAX_BODY
from simulator.line.errors import RATE_LIMITED, UNAUTHORIZED, LineError
from simulator.line.hang_up import HungUp, hang_up
from simulator.line.record import record_call
from simulator.line.retry_key import check_retry_key_place
from simulator.world import World, world


def line_blueprint(name: str) -> Blueprint:
    """A blueprint whose every call passes the gate."""
    blueprint = Blueprint(f"line_{name}", f"simulator.line.{name}")
    blueprint.before_request(_enter)
    blueprint.before_request(_check)
    blueprint.after_request(leave)
    return blueprint


def begin() -> None:
    """Every call gets a request ID and a place for what the log should say about it."""
    g.started = time.monotonic()
    g.request_id = str(uuid.uuid4())
    g.note, g.paid, g.user_ids, g.secret, g.body = None, 0, [], False, None


def _enter() -> None:
    begin()
    here = world()
    if here.faults["api_path"] in request.path:
        _suffer(here)


def _suffer(here: World) -> None:
    faults = here.faults
    if faults["api_delay_ms"]:
        time.sleep(faults["api_delay_ms"] / 1000)
    if faults.strikes("api_drop_before_accept_rate"):
        g.note = "fault: dropped, not accepted"
        raise HungUp
    if faults.take("rate_limited_next"):
        raise LineError(429, RATE_LIMITED)
    if faults.take("api_error_next") or faults.strikes("api_error_rate"):
        raise LineError(500, "Internal server error")


def _check() -> None:
    here = world()
    request.max_content_length = MAX_BODY
    _check_token(here)
    if not here.limiter.allows(request.method, str(request.url_rule)):
        raise LineError(429, RATE_LIMITED)
    check_retry_key_place()


def _check_token(here: World) -> None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    known = token == here.config.token or here.store.access_tokens.get(token, here.now())
    if scheme != "Bearer" or not token or not known:
        raise LineError(401, UNAUTHORIZED)


def leave(response: Response) -> Response:
    """Stamp the answer, write the log, and hang up where a fault says so."""
    here = world()
    response.headers["X-Line-Request-Id"] = g.request_id
    dropped = response.status_code < 300 and _drops(here)
    if dropped:
        g.note = "fault: accepted, then dropped without an answer"
    record_call(here, response)
    if dropped:
        hang_up()
    return response


def no_endpoint(response: Response) -> Response:
    """A call of an endpoint this platform does not have is logged too, so that it is seen."""
    begin()
    g.note = "this platform has no such endpoint"
    return leave(response)


def _drops(here: World) -> bool:
    faults = here.faults
    if request.method == "GET" or faults["api_path"] not in request.path:
        return False
    return faults.take("api_drop_after_accept_next") or faults.strikes("api_drop_after_accept_rate")
