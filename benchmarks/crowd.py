"""Members who write at a pace, and how their phones hear the answers.

Everybody is an approved producer of the demo's first group; what they say is served by the real
conversations and binds nobody.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from models.database import open_database, sessions
from models.people import Member, ProducerGroup, Role, Standing

# A greeting, an offer up to its card, its end, a question: each is answered by one reply.
SAYINGS = ("สวัสดี", "ผักบุ้ง 20 โล โลละ 30 พรุ่งนี้", "ยกเลิก", "ช่วยเหลือ")


def user_ids(number: int) -> list[str]:
    return [f"U{'b' * 24}{index:08x}" for index in range(number)]


def write_people(path: Path, number: int) -> Path:
    """The simulator's people file."""
    people = [
        {"user_id": user, "name": f"คนที่ {n}", "caption": "", "role": "producer", "color": "#2e7d32"}
        for n, user in enumerate(user_ids(number), 1)
    ]
    path.write_text(json.dumps(people, ensure_ascii=False), encoding="utf-8")
    return path


def enrol(database_url: str, number: int) -> None:
    engine = open_database(database_url)
    with sessions(engine).begin() as session:
        group = session.scalars(select(ProducerGroup.id).order_by(ProducerGroup.id)).first()
        for n, user in enumerate(user_ids(number), 1):
            session.add(
                Member(
                    line_user_id=user,
                    role=Role.PRODUCER,
                    standing=Standing.APPROVED,
                    name=f"คนที่ {n}",
                    producer_group_id=group,
                )
            )
    engine.dispose()


def typing(user_id: str, text: str) -> bytes:
    """The request by which a phone of the simulator types."""
    body = json.dumps({"text": text}, ensure_ascii=False).encode()
    head = (
        f"POST /phones/{user_id}/text HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Phones:
    """Hears from the simulator's event stream when a bubble of the bot shows on a phone."""

    def __init__(self, port: int) -> None:
        self.shown: dict[str, list[float]] = defaultdict(list)
        self._count = threading.Condition()
        self._socket = socket.create_connection(("127.0.0.1", port), 60)
        self._socket.sendall(b"GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        self._stream = self._socket.makefile("rb")
        while not self._stream.readline().startswith(b"retry:"):
            pass
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def total(self) -> int:
        return sum(map(len, self.shown.values()))

    def wait_for(self, total: int, seconds: float) -> bool:
        """Whether that many bubbles have come, at the latest after that time."""
        with self._count:
            return self._count.wait_for(lambda: self.total >= total, seconds)

    def close(self) -> None:
        self._socket.close()

    def _listen(self) -> None:
        try:
            for line in self._stream:
                if line.startswith(b'data: {"type": "message"') and b'"from": "bot"' in line:
                    self._note(json.loads(line[6:]), time.perf_counter())
        except (OSError, ValueError):
            return  # closed

    def _note(self, news: dict[str, Any], at: float) -> None:
        with self._count:
            self.shown[news["user_id"]].append(at)
            self._count.notify_all()


def waits(phones: Phones, asked: Sequence[tuple[str, float]]) -> list[float]:
    """Seconds from each of *asked* (user, when) to the bubble that answers it: the first after it
    that no earlier question has taken, for everybody is answered in order."""
    left = {user: iter(sorted(times)) for user, times in phones.shown.items()}
    return [next(left[user]) - at for user, at in asked]
