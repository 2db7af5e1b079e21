"""Hearing members: each one's events in order, many members side by side.

A step hears one event of each member, then answers all of them together. Whoever cannot be heard
keeps none of the others waiting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import structlog
from rq.timeouts import BaseTimeoutException

from bot.bells import round_of
from bot.draining import NotYet
from bot.groups import is_group
from bot.house import House
from bot.pace import Saying, Speed
from bot.turn import MOST_TOGETHER, Turn
from handlers.groups.hearing import hear_in_group
from handlers.listening import Heard, Known, hear_event
from handlers.matching_at_once import match_before_answering
from handlers.replying import spend_tokens
from models.inbox import UNSETTLED, InboxEvent, ReplyState
from models.waiting import Unheard, unheard, unheard_senders, unsure_or_lost

log = structlog.get_logger()
# What talk can come as; other events happen rarely and are never too many.
TALK = ("message", "postback")


@dataclass
class Turns:
    """What members have come to while they were heard together.

    put_back: answers that LINE has certainly not taken; left: how many are unsettled; lost: whose
    answers may not have arrived; failed: who could not be heard, and why; is_over: the time was up
    before everybody was heard.
    """

    put_back: list[InboxEvent] = field(default_factory=list)
    left: dict[str, int] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    failed: dict[str, Exception] = field(default_factory=dict)
    is_over: bool = False

    def fail(self, senders: Iterable[str], error: Exception) -> None:
        self.failed |= dict.fromkeys(senders, error)


def listen(house: House, sender: str) -> None:
    """Hear everything *sender* has said; leave it to whoever is listening to them already.

    Raises what kept it from being heard, and NotYet when LINE has not said what became of an
    answer: its token lives for a minute, so the next try must come sooner than the sweep.
    """
    turns = _listen(house, [sender])
    if turns.is_over:
        house.bells.ring("jobs.work.listen", sender)
    if sender in turns.failed:
        raise turns.failed[sender]


def listen_to_round(house: House, some: str) -> None:
    """Hear whoever of a round waits, who has waited longest first; ring again for those left.

    Whoever cannot be heard now gets a job of their own.
    """
    with house.reading() as session:
        waiting = [s for s in session.scalars(unheard_senders()) if round_of(s) == some]
    turns = _listen(house, waiting[:MOST_TOGETHER])
    for sender, error in turns.failed.items():
        log.warning("heard later", error=type(error).__name__)
        house.bells.ring_later("jobs.work.listen", sender)
    if turns.is_over or len(waiting) > MOST_TOGETHER:
        house.bells.ring("jobs.work.hear", some)


def _listen(house: House, senders: Sequence[str]) -> Turns:
    """Whoever holds a lock looks for a knock after letting go, so one of the two hears all."""
    turns, busy = Turns(), list[str]()
    while senders:
        with house.locks.held(senders) as held:
            _hear_all(house, held.mine, turns)
        knock = [s for s in senders if s not in held.mine and s not in busy]
        house.locks.knock(knock)
        busy = knock
        again = [s for s in held.knocked if s not in turns.failed and not turns.is_over]
        senders = [*knock, *again]
    for sender, left in turns.left.items():
        turns.failed.setdefault(sender, NotYet(left))
    return turns


def _hear_all(house: House, senders: Sequence[str], turns: Turns) -> None:
    turn = Turn()
    try:
        _answer_what_was_left(house, senders, turns)
        while waiting := _next_of_each(house, senders, turns):
            _answer(house, _hear_each(house, waiting, turns, turn), turns)
            if turn.is_over():
                turns.is_over = True
                break
    except BaseTimeoutException:
        raise
    except Exception as error:  # the database or Redis is away: for all of them
        turns.fail(senders, error)


def _answer_what_was_left(house: House, senders: Sequence[str], turns: Turns) -> None:
    """What a crash or a sick LINE left unanswered."""
    if not senders:
        return
    with house.reading() as session:
        found = session.scalars(unsure_or_lost(senders)).all()
    turns.lost |= {event.sender for event in found if event.reply_state == ReplyState.LOST}
    _spend(house, [event for event in found if event.reply_state in UNSETTLED], turns)


def _next_of_each(
    house: House, senders: Sequence[str], turns: Turns
) -> list[tuple[Unheard, Known]]:
    """The next event of each, with what has to be known before its transaction."""
    theirs = [sender for sender in senders if sender not in turns.failed]
    if not theirs:
        return []
    with house.reading() as session:
        found = [Unheard(*row) for row in session.execute(unheard(theirs))]
        if not found:
            return []
        catalogue = house.shelf.catalogue(session)
    first = {event.sender: event for event in reversed(found)}
    kept = house.memory.recall_all(list(first))
    speeds = _speeds(house, first.values())
    return [
        (
            event,
            Known(catalogue, speeds.get(s, Speed.FINE), kept[s], s in turns.lost, event.is_owed),
        )
        for s, event in sorted(first.items(), key=lambda item: item[1].id)
    ]


def _speeds(house: House, events: Iterable[Unheard]) -> dict[str, Speed]:
    sayings = [Saying(e.id, e.sender, e.happened_at) for e in events if e.kind in TALK]
    speeds = house.pace.of(sayings)
    return {said.sender: speed for said, speed in zip(sayings, speeds, strict=True)}


def _hear_each(
    house: House, waiting: Sequence[tuple[Unheard, Known]], turns: Turns, turn: Turn
) -> list[Heard]:
    heard: list[Heard] = []
    for event, known in waiting:
        try:
            hear = hear_in_group if is_group(event.sender) else hear_event
            heard.append(hear(house, event.id, known))
        except BaseTimeoutException:
            raise
        except Exception as error:
            turns.fail([event.sender], error)
        if turn.is_late():
            break  # who is left is heard in the next step, or by the next job
    return heard


def _answer(house: House, heard: Sequence[Heard], turns: Turns) -> None:
    """The memories first: whoever sees the answer may go on at once."""
    events = [each.event for each in heard if each.event is not None]
    memories = {e.sender: each.memory for each in heard if (e := each.event) and each.memory}
    house.memory.keep(memories)
    called = [e for each in heard if _waits_for_match(each) and (e := each.event)]
    works = {work for each in heard for work in each.needed} - ({"match"} if called else set())
    house.bells.ring_all((f"jobs.work.{work}",) for work in sorted(works))
    turns.lost -= {event.sender for event in events if event.replies}
    later = {event.sender for event in called}
    owed = [e for e in events if e.reply_state == ReplyState.OWED]
    back = [e for e in turns.put_back if e.sender in {each.sender for each in events}]
    _spend(house, [e for e in (*back, *owed) if e.sender not in later], turns)
    if called:
        before = [e for e in back if e.sender in later]
        _spend(house, [*before, *match_before_answering(house, called)], turns)


def _waits_for_match(heard: Heard) -> bool:
    """Whether its answer may tell what a match it asked for brings."""
    answers = heard.event is not None and heard.event.reply_state == ReplyState.OWED
    return answers and not heard.is_open and "match" in heard.needed


def _spend(house: House, events: Sequence[InboxEvent], turns: Turns) -> None:
    unsettled = spend_tokens(house, events)
    turns.put_back = [e for e in turns.put_back if e not in events]
    turns.put_back += [event for event in unsettled if event.reply_state == ReplyState.OWED]
    turns.lost |= {event.sender for event in events if event.reply_state == ReplyState.LOST}
    for event in unsettled:
        turns.left[event.sender] = turns.left.get(event.sender, 0) + 1
