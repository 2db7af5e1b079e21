"""Delivers webhook events in the background and redelivers those the bot did not take."""

import dataclasses
import json
import threading
from dataclasses import dataclass, field

from simulator.config import Config
from simulator.events import signature, webhook_body
from simulator.faults import Faults
from simulator.journal import Journal
from simulator.knobs import Knobs
from simulator.lanes import Lanes, Parcel
from simulator.post import Answer, Postman
from simulator.store import Letter, Store

WORKERS = 8
# How long the reorder fault holds an event back for a later one to overtake it.
HELD_MS = 1000


@dataclass
class Dispatcher:
    """Threads that carry letters. Whatever is pending in the store leaves again after a restart."""

    config: Config
    store: Store
    settings: Knobs
    faults: Faults
    journal: Journal
    postman: Postman
    _held: dict[str, Parcel] = field(default_factory=dict)
    _threads: list[threading.Thread] = field(default_factory=list)
    _keeping: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._lanes = Lanes(self.config.now)
        self.wait_idle = self._lanes.wait_idle
        self.waiting = self._lanes.waiting

    def start(self) -> None:
        """Take up what was left pending, then work until `close`."""
        for letter in self.store.letters.pending():
            self._lanes.put(Parcel(letter.due, letter.seq, letter))
        for _ in range(WORKERS):
            self._threads.append(threading.Thread(target=self._work, daemon=True))
            self._threads[-1].start()

    def send(self, letter: Letter) -> None:
        """Deliver a letter that was just kept in the store."""
        parcel = Parcel(letter.due + self.faults["webhook_delay_ms"], letter.seq, letter)
        if self.faults["webhook_reorder"]:
            self._swap(parcel)
        else:
            self._lanes.put(parcel)

    def forget(self) -> None:
        """Drop the chats and whatever has not been delivered yet."""
        with self._keeping:
            self._lanes.clear()
            self.store.forget_chats()

    def close(self) -> None:
        """Let deliveries under way end, then stop; what is pending stays in the store."""
        self._lanes.close()
        for thread in self._threads:
            thread.join(self.settings["webhook_timeout_ms"] / 1000 + 1)

    def _swap(self, parcel: Parcel) -> None:
        """Hold a parcel back until the person's next one has overtaken it, or for a while."""
        held = self._held.pop(parcel.lane, None)
        if held is not None and self._lanes.take_back(held):
            self._lanes.put(parcel)
            self._lanes.put(dataclasses.replace(held, due=parcel.due + 1))
            return
        late = dataclasses.replace(parcel, due=parcel.due + HELD_MS)
        self._held[parcel.lane] = late
        self._lanes.put(late)

    def _work(self) -> None:
        while parcel := self._lanes.take():
            try:
                self._carry(parcel)
            finally:
                self._lanes.done(parcel)

    def _carry(self, parcel: Parcel) -> None:
        endpoint = self.store.state.get("webhook")
        if not endpoint:
            self.store.letters.settle(parcel.letter.event_id, "given_up")
            return
        if self._is_doubled(parcel):
            self._lanes.put(dataclasses.replace(parcel, copy=True))
        answer = self._post(parcel, endpoint)
        if not parcel.copy:
            self._settle(parcel.letter, answer)

    def _is_doubled(self, parcel: Parcel) -> bool:
        if parcel.copy or parcel.letter.attempts:
            return False
        return self.faults.strikes("webhook_duplicate_rate")

    def _post(self, parcel: Parcel, endpoint: str) -> Answer:
        again = parcel.copy or parcel.letter.attempts > 0
        event = parcel.letter.event | {"deliveryContext": {"isRedelivery": again}}
        body = webhook_body(self.config.bot_user_id, [event])
        now = self.config.now()
        if "replyToken" in event:
            self.store.reply_tokens.delivered(event["replyToken"], now)
        answer = self.postman.post(endpoint, body, self.settings["webhook_timeout_ms"])
        self._record(parcel, endpoint, body, now, answer)
        return answer

    def _settle(self, letter: Letter, answer: Answer) -> None:
        pauses = self.settings["redelivery_after_ms"]
        if answer.ok:
            self.store.letters.settle(letter.event_id, "delivered")
        elif self.settings["redelivery"] and letter.attempts < len(pauses):
            self._again(letter, self.config.now() + pauses[letter.attempts])
        else:
            self.store.letters.settle(letter.event_id, "given_up")

    def _again(self, letter: Letter, due: int) -> None:
        later = dataclasses.replace(letter, due=due, attempts=letter.attempts + 1)
        with self._keeping:  # a reset between the two would leave a letter nobody knows
            if self.store.letters.postpone(letter.event_id, due):
                self._lanes.put(Parcel(due, later.seq, later))

    def _record(self, parcel: Parcel, endpoint: str, body: bytes, at: int, answer: Answer) -> None:
        self.journal.record(
            kind="webhook",
            at=at,
            method="POST",
            path=endpoint,
            status=answer.status,
            ms=answer.took_ms,
            request=json.loads(body),
            response=answer.body or (None if answer.ok else answer.detail),
            note=_note(parcel, answer),
            user_ids=[parcel.letter.user_id],
            headers={"x-line-signature": signature(self.config.secret, body)},
        )


def _note(parcel: Parcel, answer: Answer) -> str | None:
    if parcel.copy:
        return "a duplicate made by a fault"
    if answer.ok:
        return f"redelivery {parcel.letter.attempts}" if parcel.letter.attempts else None
    return f"not taken: {answer.reason}"
