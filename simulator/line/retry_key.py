"""X-Line-Retry-Key: where it may stand, and what a repeat of it gets.

Source: LINE Messaging API reference, 'Retry API request'.
"""

import hashlib
import json
import re

from flask import g, request

from simulator.line.errors import ALREADY_ACCEPTED, LineError
from simulator.world import World

_HEADER = "X-Line-Retry-Key"
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_ALLOWED = {f"/v2/bot/message/{way}" for way in ("push", "multicast", "broadcast", "narrowcast")}


def check_retry_key_place() -> None:
    """400 for a retry key on a call that takes none, and for one that is no UUID."""
    key = request.headers.get(_HEADER)
    if key is None:
        return
    if request.path not in _ALLOWED:
        raise LineError(400, f"{_HEADER} is not supported by this endpoint")
    if not _UUID.fullmatch(key):
        raise LineError(400, f"The value of {_HEADER} is invalid")


def refuse_repeat(world: World) -> None:
    """409 when a request with this key was accepted in the last 24 hours, whatever its body."""
    key = request.headers.get(_HEADER)
    row = world.store.retry_keys.get(key.lower(), world.now()) if key else None
    if row is None:
        return
    if row["fingerprint"] != _fingerprint():
        g.note = "same retry key, different request: LINE accepts neither body a second time"
    sent = {"sentMessages": json.loads(row["sent_messages"])} if row["sent_messages"] else {}
    headers = {"X-Line-Accepted-Request-Id": row["request_id"]}
    raise LineError(409, ALREADY_ACCEPTED, headers=headers, **sent)


def remember_key(world: World, sent: list[dict[str, str]] | None) -> None:
    """The request was accepted; call inside the transaction that accepts it."""
    key = request.headers.get(_HEADER)
    if key:
        world.store.retry_keys.keep(key.lower(), world.now(), g.request_id, _fingerprint(), sent)


def _fingerprint() -> str:
    return hashlib.sha256(request.path.encode() + request.get_data(cache=True)).hexdigest()
