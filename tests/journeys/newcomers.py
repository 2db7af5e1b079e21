"""More people than the demo has, for chats that need a second of somebody."""

from __future__ import annotations

import hashlib

from sqlalchemy import select

from models.people import Buyer, Member, ProducerGroup, Role, Standing
from tests.world import World

ROLES = {"ผู้ผลิต": Role.PRODUCER, "ครัว": Role.BUYER, "เจ้าหน้าที่": Role.STAFF, "กรรมการ": Role.COMMITTEE}


def add(world: World, what: str) -> None:
    """ "แม่คำ ผู้ผลิต บ้านวังน้ำวน": an approved member with a phone; "คนแปลกหน้า" alone has only that."""
    name, role, place = [*what.split(maxsplit=2), "", ""][:3]
    user_id = "U" + hashlib.sha256(name.encode()).hexdigest()[:32]
    phone = {"user_id": user_id, "name": name, "friend": bool(role)}
    world.line.door("POST", "/phones", phone, status=201)
    world.people[name] = user_id
    if not role:
        return
    with world.house.sessions.begin() as session:
        group = select(ProducerGroup.id).where(ProducerGroup.short_name == place)
        buyer = select(Buyer.id).where(Buyer.name == place)
        member = Member(
            line_user_id=user_id,
            role=ROLES[role],
            standing=Standing.APPROVED,
            name=name,
            consented_at=world.clock(),
            producer_group_id=session.scalar(group),
            buyer_id=session.scalar(buyer),
        )
        session.add(member)


def change(world: World, what: str) -> None:
    """ "ลุงสมัย เจ้าหน้าที่": the operator gives somebody another role."""
    name, role = what.split()
    with world.house.sessions.begin() as session:
        member = Member.known_as(session, world.user(name))
        member.appoint(ROLES[role], name, world.clock())
