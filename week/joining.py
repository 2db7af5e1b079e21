"""The Sunday before: everybody becomes a friend of the bot and applies; staff approve by chat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.people import Member, Role
from week import screen
from week.goods import KINDS
from week.market import Market
from week.people import Character, Kitchen, People, Producer
from week.talk import Manners, Phone

_JOINED = "ส่งใบสมัครแล้วค่ะ"
_APPROVE = "อนุมัติ"
_AUTO: Manners = (("เปิดรับอัตโนมัติไหมคะ", "เปิดเลย"),)


def join(market: Market, people: People, phones: Mapping[str, Phone]) -> None:
    _appoint(market, people)
    staff = [phones[person.user_id] for person in people.staff]
    newcomers: list[Producer | Kitchen] = [*people.producers, *people.kitchens]
    for number, newcomer in enumerate(newcomers):
        phone = phones[newcomer.user_id]
        market.does(newcomer.user_id, "follow")
        phone.talk("สมัครสมาชิก", _manners(newcomer), _JOINED)
        _approve(staff[number % len(staff)], staff)
        phone.look()
    for producer in people.producers:
        if producer.character == Character.AUTO:
            phones[producer.user_id].talk("รับอัตโนมัติ", _AUTO, "เปิดรับอัตโนมัติแล้วค่ะ")


def _appoint(market: Market, people: People) -> None:
    """As `flask appoint` does: the first staff are named by the operator."""
    for person in people.staff:
        market.does(person.user_id, "follow")
        with market.house.sessions.begin() as session:
            member = Member.known_as(session, person.user_id)
            member.appoint(Role.STAFF, person.name, market.clock())


def _manners(newcomer: Producer | Kitchen) -> Manners:
    return (
        ("ยินยอมไหมคะ", "ยินยอม"),
        *(_producer(newcomer) if isinstance(newcomer, Producer) else _kitchen(newcomer)),
        ("ให้เรียกว่าอะไร", newcomer.name),
        ("ขอเบอร์โทร", newcomer.phone),
        ("ส่งตำแหน่ง", "ข้าม"),
        ("ใบสมัครสมาชิก", "ยืนยัน"),
    )


def _producer(newcomer: Producer) -> Manners:
    return ("มาขายหรือมาซื้อ", "ขาย (กลุ่มผู้ผลิต)"), ("กลุ่มผู้ผลิตไหน", newcomer.group)


def _kitchen(newcomer: Kitchen) -> Manners:
    return (
        ("มาขายหรือมาซื้อ", "ซื้อ (ครัว)"),
        ("ทำงานที่ไหน", newcomer.place),
        ("เป็นแบบไหน", KINDS[newcomer.kind].word),
    )


def _approve(one: Phone, staff: Iterable[Phone]) -> None:
    """Every member of staff is told; one of them decides."""
    for phone in staff:
        phone.look()
    button = screen.find(one.messages, _APPROVE)
    if button is None:  # it came with an earlier look
        one.say("รออนุมัติ")
        button = screen.find(one.messages, _APPROVE)
    if button is None:
        one.diary.broken.append(f"{one.person.name}: nobody to approve in {one.shown()!r}")
        return
    one.press(button)
