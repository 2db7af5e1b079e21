"""A market to crash: a farmer with plenty, a kitchen that orders, and the books to check after."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from redis import Redis
from sqlalchemy import func, select

from models.audit import audit
from models.grouppost import GroupPost, PostState
from models.inbox import InboxEvent, ReplyState
from models.matchcall import MatchCall
from models.order import Order
from models.outbox import Letter, LetterState
from models.people import Member
from models.waiting import waiting_senders
from tests.invariants.processes import start
from tests.world import World, open_world

FARMER, KITCHEN = "แม่บุญมี", "คุณอรุณี"
SOLD = "ฟักข้าว"
# Keys that end by themselves within a minute when whoever set them is gone.
SHORT_LIVED = ("bell:*", "lock:*", "knock:*")


@dataclass
class Shop:
    """world: the running market."""

    world: World

    def life(self, target: Callable[..., None], *how: Any) -> int | None:
        """A worker's life in a process of its own; how it ended (-9: killed)."""
        settings = self.world.house.settings.model_dump()
        (process,) = start(target, [(settings, self.world.clock(), *how)])
        process.join()
        return process.exitcode

    def type(self, name: str, words: str) -> str:
        """Somebody types; the event is kept and nobody has heard it yet. Its id."""
        event_id: str = self.world.line.say(self.world.user(name), words)["event_id"]
        self.world.line.settle()
        return event_id

    def says(self, name: str, words: str) -> str:
        """Somebody types and everything that follows happens; the last words on the phone."""
        shown = self.world.says(name, words)
        return str(shown[-1]["message"]) if shown else ""

    def ask_for(self, kilos: int) -> None:
        """A kitchen's order as far as the card that only waits for its yes."""
        self.says(KITCHEN, f"สั่ง {SOLD} {kilos} กก. พรุ่งนี้")

    def a_minute_passes(self) -> None:
        """What was only lent to the dead comes back."""
        self.world.clock.forward(seconds=61)
        redis: Redis = self.world.house.redis
        for pattern in SHORT_LIVED:
            for key in redis.scan_iter(pattern):
                assert 0 < int(redis.ttl(key)) <= 60, f"{key!r} would stay"
                redis.delete(key)

    def recover(self) -> None:
        """The next minute's sweep, by a worker nobody kills."""
        self.a_minute_passes()
        self.world.sweep()

    def count(self, table: Any) -> int:
        with self.world.house.reading() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0

    def event(self, event_id: str) -> InboxEvent:
        with self.world.house.reading() as session:
            return session.scalars(select(InboxEvent).where(InboxEvent.event_id == event_id)).one()

    def rows(self, table: Any) -> Sequence[Any]:
        with self.world.house.reading() as session:
            return session.scalars(select(table).order_by(table.id)).all()

    def check(self) -> None:
        """Nothing waits, nothing is broken, and LINE took everything exactly once."""
        with self.world.house.reading() as session:
            assert audit(session, self.world.clock()) == []
            assert session.scalars(MatchCall.open_calls()).all() == []
            assert session.scalars(waiting_senders()).all() == []
        self.check_letters()
        self.check_replies()
        self.check_memories()

    def check_letters(self) -> None:
        taken = Counter(
            call["headers"]["X-Line-Retry-Key"] for call in self.accepted("/v2/bot/message/push")
        )
        letters, posts = self.rows(Letter), self.rows(GroupPost)
        now = self.world.clock()
        waiting = [x.id for x in letters if x.waits(now) or x.state == LetterState.SUPERSEDED]
        assert [x.id for x in letters if x.state != LetterState.SENT and x.id not in waiting] == []
        pushed = [
            x for x in letters if x.id not in waiting and not x.carrier_id and not x.answer_id
        ]
        assert [x.id for x in posts if x.state != PostState.SENT] == []
        assert taken == Counter(letter.retry_key for letter in (*pushed, *posts))

    def check_replies(self) -> None:
        """A reply arrives once: by its token, or by a letter when the token was certainly lost."""
        taken = Counter(
            call["request"]["replyToken"] for call in self.accepted("/v2/bot/message/reply")
        )
        for event in self.rows(InboxEvent):
            came = event.reply_state in (ReplyState.SENT, ReplyState.LOST, ReplyState.REPEATED)
            assert taken[event.reply_token] == int(came), (event.id, event.reply_state)

    def check_memories(self) -> None:
        """Redis holds the memory after the event heard last, or the event itself does."""
        events = {event.id: event for event in self.rows(InboxEvent)}
        for member in self.rows(Member):
            if member.heard_event_id is not None:
                kept = events[member.heard_event_id].memory
                found = self.world.house.memory.recall(member.line_user_id)
                memory = found.after(member.heard_event_id) if found else None
                assert kept is not None
                assert memory is None or memory.to_json() == kept

    def accepted(self, path: str) -> list[dict[str, Any]]:
        calls = self.world.line.log("api")
        assert len(calls) < 1000, "the log's page is full: entries would be missed"
        return [call for call in calls if call["path"] == path and call["status"] == 200]


@contextlib.contextmanager
def open_shop(database_url: str, redis_url: str) -> Iterator[Shop]:
    """The farmer has posted more than all tests of a module order."""
    Redis.from_url(redis_url).flushdb()
    with open_world(database_url, redis_url) as world:
        shop = Shop(world)
        world.sweep()
        shop.says(FARMER, f"ลงขาย {SOLD} 900 กก. กก.ละ 30 วันนี้ถึงวันศุกร์")
        shop.says(FARMER, "ยืนยัน")
        shop.ask_for(1)
        shop.says(KITCHEN, "ไม่ต้องครบ รับเท่าที่มี")
        shop.says(KITCHEN, "ยืนยัน")
        assert shop.count(Order) == 1, world.line.phone(world.user(KITCHEN))["messages"][-2:]
        yield shop
