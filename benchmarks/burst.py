"""A burst: 500 people write four messages each, all at once.

The time from the first finger to the last answer, with two workers and the simulator on the same
cores. There are fewer fingers than people, so nobody types two things at the same moment. The
simulator's log then says whether each message was answered once and each person's in the
order they were written; a burst where that fails has no figure.
"""

from __future__ import annotations

import json
import time
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks import crowd, load
from benchmarks.figures import Row
from benchmarks.talking import await_all, open_market, spent_row

Entry = dict[str, Any]
_AT_ONCE = 1e6
_PAGE = 1000


class Muddled(Exception):
    """Somebody was answered twice, not at all, or in another order than they wrote."""


@dataclass(frozen=True, slots=True)
class Sizes:
    people: int = 500


def run(seed: int, sizes: Sizes = Sizes()) -> list[Row]:
    with open_market(sizes.people) as (stage, phones):
        port, number = stage.ports["SIMULATOR_PORT"], sizes.people * len(crowd.SAYINGS)
        users = crowd.user_ids(sizes.people)
        typing = [crowd.typing(user, text) for text in crowd.SAYINGS for user in users]
        before, start = stage.processor_seconds(), time.perf_counter()
        load.at_rate(port, typing, _AT_ONCE, max(1, sizes.people // 16))
        await_all(phones, number)
        seconds = time.perf_counter() - start
        spent = {n: s - before[n] for n, s in stage.processor_seconds().items()}
        check(port)
    speed = number / seconds
    figure = f"{seconds:.1f} s, {speed:.0f}/s"
    what = f"{number} messages of {sizes.people} people, all answered once and in order"
    return [Row(what, figure, "≥ 100/s", speed >= 100), spent_row(spent, number)]


def check(port: int) -> None:
    """Raises Muddled."""
    entries = list(_log(port))
    asked = {event["replyToken"]: event for event in _events(entries)}
    answers = Counter(_spent(entries))
    if answers != Counter(asked.keys()):
        raise Muddled("not everybody was answered exactly once")
    written: dict[str, list[int]] = defaultdict(list)
    for token in answers:  # in the order they were given
        written[asked[token]["source"]["userId"]].append(asked[token]["timestamp"])
    if late := [user for user, times in written.items() if times != sorted(times)]:
        raise Muddled(f"answered in another order than they wrote: {late}")


def _events(entries: Sequence[Entry]) -> Iterator[Entry]:
    for entry in entries:
        if entry["kind"] == "webhook":
            yield from entry["request"]["events"]


def _spent(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry["path"].endswith("/message/reply") and entry["status"] == 200:
            yield entry["request"]["replyToken"]


def _log(port: int) -> Iterator[Entry]:
    after = 0
    while entries := _get(f"http://127.0.0.1:{port}/log?after={after}&limit={_PAGE}")["entries"]:
        yield from entries
        after = entries[-1]["seq"]


def _get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return json.load(answer)
