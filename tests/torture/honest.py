"""A small market in which all went well, with everything phones and LINE saw of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from bot.letters import render
from models.allocation import Allocation
from models.audit.ledger import Ledger
from models.inbox import InboxEvent, ReplyState
from models.lot import Lot
from models.order import Order
from models.outbox import Letter
from models.people import Member
from models.riding import board
from tests.models.market import TODAY, Market
from torture.books import Books, cross_check
from torture.deeds import Deed
from torture.evidence import Call, Evidence


@dataclass
class Honest:
    """A lot posted, an order placed, an offer accepted by a tap, the result told; all answered."""

    market: Market
    deeds: list[Deed] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    phones: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lot, order = self.market.post("แม่บุญมี", 20), self.market.order("คุณอรุณี", {"ผักบุ้ง": 15})
        lot.source = f"{self.say('แม่บุญมี', 'text', text='ยืนยัน').event_id}:0"
        order.source = self.say("คุณอรุณี", "postback", data="s=1&r=1&q=confirm&v=confirm").event_id
        self.market.match()
        offer = self.market.allocations()[0]
        self.say("แม่บุญมี", "postback", data=f"do=accept&a={offer.id}")
        self.market.answer("แม่บุญมี", accept=True)
        for letter in self.market.session.scalars(select(Letter).order_by(Letter.id)):
            self.send(letter)

    def say(self, name: str, verb: str, **what: Any) -> InboxEvent:
        """An event that was heard now, and answered by its token."""
        self.market.later(seconds=1)  # what is said is told apart by when it came
        number = len(self.deeds) + 1
        sender, token = self.market.member(name).line_user_id, f"token{number}"
        replies = [{"type": "text", "text": f"ค่ะ {number}"}]
        event = InboxEvent(
            event_id=f"E{number}",
            sender=sender,
            kind="postback",
            happened_at=number,
            payload={"replyToken": token},
            received_at=self.market.now,
            heard_at=self.market.now,
            replies=replies,
            reply_state=ReplyState.SENT,
        )
        self.market.session.add(event)
        self.market.session.flush()
        self.deeds.append(Deed(event.event_id, sender, float(number), verb, what))
        self.accept("reply", sender, replies, token=token)
        return event

    def send(self, letter: Letter) -> None:
        now = self.market.now
        letter.trying(render(letter.kind, letter.facts, TODAY), now)
        letter.arrived(now)
        to = self.market.session.get_one(Member, letter.member_id).line_user_id
        self.accept("push", to, letter.rendered or [], key=letter.retry_key)

    @property
    def buyer(self) -> str:
        return self.market.member("คุณอรุณี").line_user_id

    def owe(self, key: str) -> Letter:
        """A letter to the buyer in their own words, not sent."""
        facts = {"messages": [{"type": "text", "text": key}]}
        member = self.market.member("คุณอรุณี")
        letter = Letter.owe(self.market.session, member.id, "reply", facts, key, self.market.now)
        assert letter is not None
        return letter

    def send_together(self) -> tuple[Letter, Letter]:
        """One call with a letter and one that goes along."""
        self.market.later(seconds=1)
        carrier, rider = self.owe("one"), self.owe("two")
        now, written = self.market.now, [x.facts["messages"] for x in (carrier, rider)]
        carrier.trying(written[0], now)
        board(rider, written[1], now, carrier=carrier.id)
        for letter in (carrier, rider):
            letter.arrived(now)
        self.accept("push", self.buyer, [*written[0], *written[1]], key=carrier.retry_key)
        return carrier, rider

    def answer_with_letter(self) -> Letter:
        """An answer with a letter in front of it."""
        self.market.later(seconds=1)
        letter, token = self.owe("three"), f"token{len(self.deeds) + 1}"
        event = self.say("คุณอรุณี", "postback", data="do=nothing")
        board(letter, letter.facts["messages"], self.market.now, answer=event.id)
        letter.arrived(self.market.now)
        event.carry([*letter.facts["messages"], *event.own_replies])
        call = next(call for call in self.calls if call.token == token)
        self.calls.remove(call)
        self.phones[self.buyer].pop()
        self.accept("reply", self.buyer, event.replies or [], token=token)
        return letter

    def accept(
        self, way: str, to: str, messages: list[Any], token: str = "", key: str = ""
    ) -> Call:
        """LINE takes it and shows it on the phone."""
        seq = len(self.calls) + 1
        sent = tuple(f"{seq}-{place}" for place, _ in enumerate(messages))
        call = Call(seq, way, 200, None, to, token, key, messages, sent)
        self.calls.append(call)
        shown = self.phones.setdefault(to, [])
        shown += [{"id": id, "message": m} for id, m in zip(sent, messages, strict=True)]
        return call

    def again(self, way: str) -> None:
        """LINE takes the first call of that kind a second time."""
        first = next(call for call in self.calls if call.way == way)
        self.calls.append(replace(first, seq=99))

    @property
    def lot(self) -> Lot:
        return self.market.session.scalars(select(Lot)).one()

    @property
    def order(self) -> Order:
        return self.market.session.scalars(select(Order)).one()

    @property
    def allocation(self) -> Allocation:
        return self.market.session.scalars(select(Allocation)).one()

    def event(self, number: int) -> InboxEvent:
        return self.market.session.scalars(
            select(InboxEvent).where(InboxEvent.event_id == f"E{number}")
        ).one()

    def letter(self, kind: str) -> Letter:
        return self.market.session.scalars(select(Letter).where(Letter.kind == kind)).one()

    @property
    def seen(self) -> Evidence:
        return Evidence(self.deeds, self.calls, self.phones)

    def broken(self) -> set[str]:
        """The names of the rules that are broken."""
        ledger = Ledger.read(self.market.session, self.market.now)
        return {violation.invariant for violation in cross_check(Books(ledger, self.seen))}
