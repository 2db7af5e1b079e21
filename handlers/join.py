"""A newcomer joins: consent first, then who they are; staff approve."""

from __future__ import annotations

import re

from sqlalchemy import select

from bot import texts
from bot.cards import Card, Row
from bot.conversation import Answers, Ask, Choice, Conversation, Desk, Question, Refused, Unreadable
from bot.language.normalize import bare, normalize
from bot.messages import Message, pick_place, text
from bot.said import Said
from models.people import Buyer, ProducerGroup, Role, Standing

LONGEST_NAME = 60
ENOUGH = 6
PHONE = re.compile(r"0\d{8,9}")
CONSENTS = {
    **dict.fromkeys(("yes", texts.CONSENT_YES, "ยินยอมแล้ว", "ยินยอมทั้งหมด", "ยอม", "ตกลง"), True),
    **dict.fromkeys(("ใช่", "ได้", "โอเค", "ok", "ยืนยัน", "ตกลงยินยอม", "ขอยินยอม"), True),
    **dict.fromkeys(("no", texts.CONSENT_NO, "ไม่", "บ่", "ไม่ยอม", "บ่ยินยอม", "ไม่ตกลง"), False),
    **dict.fromkeys(("ไม่ได้", "ไม่ให้", "ไม่เอา", "บ่เอา", "ไม่ขอยินยอม"), False),
}
ROLES = {Role.PRODUCER: texts.ROLE_PRODUCER, Role.BUYER: texts.ROLE_BUYER}


def refuse(desk: Desk) -> str | None:
    standing = desk.member.standing
    if standing == Standing.WAITING:
        return texts.WAIT_FOR_STAFF
    return texts.ALREADY_MEMBER if standing == Standing.APPROVED else None


def ask_consent(answers: Answers, desk: Desk) -> Ask:
    choices = [Choice(texts.CONSENT_YES, "yes"), Choice(texts.CONSENT_NO, "no")]
    return Ask(texts.CONSENT, choices)


def read_consent(said: Said, answers: Answers, desk: Desk) -> Answers:
    """Consent is a word that means it and nothing else: a question or a doubt is none."""
    words = "".join(bare(said.words).split())
    agreed = None if "?" in normalize(said.words) else CONSENTS.get(words)
    if agreed is None:
        raise Unreadable(texts.CONSENT_HINT)
    if not agreed:
        raise Refused(texts.NO_CONSENT)
    return {"consent": True}


def ask_role(answers: Answers, desk: Desk) -> Ask:
    return Ask(texts.ASK_ROLE, [Choice(label, role) for role, label in ROLES.items()])


def read_role(said: Said, answers: Answers, desk: Desk) -> Answers:
    words = said.words.strip()
    sells = words == Role.PRODUCER or "ขาย" in words or "ผลิต" in words
    buys = words == Role.BUYER or "ซื้อ" in words or "ครัว" in words
    if sells == buys:
        raise Unreadable(texts.ROLE_HINT)
    return {"role": Role.PRODUCER if sells else Role.BUYER}


def ask_belongs(answers: Answers, desk: Desk) -> Ask:
    sells = answers["role"] == Role.PRODUCER
    words = texts.ASK_GROUP if sells else texts.ASK_WORKPLACE
    return Ask(words, [Choice(name) for name in _known_places(answers, desk)])


def _known_places(answers: Answers, desk: Desk) -> list[str]:
    name = ProducerGroup.short_name if answers["role"] == Role.PRODUCER else Buyer.name
    return list(desk.session.scalars(select(name).order_by(name).limit(10)))


def read_belongs(said: Said, answers: Answers, desk: Desk) -> Answers:
    name = _short_text(said, texts.BELONGS_HINT)
    near = [known for known in _known_places(answers, desk) if _means(name, known)]
    return {"belongs": near[0] if len(near) == 1 else name}


def _means(name: str, known: str) -> bool:
    """Said with more around it, or only in part, but enough of it to be no other."""
    return known in name or (len(name) >= ENOUGH and name in known)


def ask_kind(answers: Answers, desk: Desk) -> Ask:
    return Ask(texts.ASK_KIND, [Choice(label, value) for value, label in _kinds(answers).items()])


def read_kind(said: Said, answers: Answers, desk: Desk) -> Answers:
    for value, label in _kinds(answers).items():
        if said.words.strip() == value or label in said.words:
            return {"kind": value}
    raise Unreadable(texts.EDIT_HINT)


def kind_is_open(answers: Answers, desk: Desk) -> bool:
    """What kind of place it is matters only for one the market does not know yet."""
    return "kind" not in answers and "belongs" in answers and not _known(answers, desk)


def _kinds(answers: Answers) -> dict[str, str]:
    return texts.WORK_KINDS if answers["role"] == Role.PRODUCER else texts.BUYER_KINDS


def ask_name(answers: Answers, desk: Desk) -> Ask:
    return Ask(texts.ASK_NAME)


def read_name(said: Said, answers: Answers, desk: Desk) -> Answers:
    return {"name": _short_text(said, texts.NAME_HINT)}


def _short_text(said: Said, hint: str) -> str:
    words = " ".join(said.words.split())
    if said.kind not in ("text", "tap") or not 0 < len(words) <= LONGEST_NAME:
        raise Unreadable(hint)
    return words


def ask_phone(answers: Answers, desk: Desk) -> Ask:
    return Ask(texts.ASK_PHONE)


def read_phone(said: Said, answers: Answers, desk: Desk) -> Answers:
    digits = re.sub(r"[\s().-]", "", normalize(said.words)).replace("+66", "0")
    if not PHONE.fullmatch(digits):
        raise Unreadable(texts.PHONE_HINT)
    return {"phone": digits}


def ask_location(answers: Answers, desk: Desk) -> Ask:
    sells = answers["role"] == Role.PRODUCER
    words = texts.ASK_LOCATION_PRODUCER if sells else texts.ASK_LOCATION_BUYER
    return Ask(words, [Choice(texts.SKIP, "skip")], extra=[pick_place(texts.SEND_LOCATION)])


def read_location(said: Said, answers: Answers, desk: Desk) -> Answers:
    if said.place is not None:
        place = said.place
        return {"location": [place.latitude, place.longitude, place.address]}
    if said.words.strip() in ("skip", texts.SKIP):
        return {"location": None}
    raise Unreadable(texts.LOCATION_HINT)


def show(answers: Answers, desk: Desk) -> Card:
    place = answers["location"]
    where = (place[2] or texts.LOCATION_SENT) if place else texts.LOCATION_UNSAID
    rows = [
        Row(texts.ROW_ROLE, ROLES[answers["role"]]),
        Row(texts.ROW_BELONGS, answers["belongs"]),
        Row(texts.ROW_NAME, answers["name"]),
        Row(texts.ROW_PHONE, answers["phone"]),
        Row(texts.ROW_LOCATION, where),
    ]
    return Card(texts.JOIN_CARD, rows)


def done(answers: Answers, desk: Desk) -> list[Message]:
    member = desk.member
    member.role, member.name, member.phone = answers["role"], answers["name"], answers["phone"]
    member.belongs_to, member.kind = answers["belongs"], answers.get("kind")
    member.consented_at = desk.now
    if answers["location"]:
        member.latitude, member.longitude, member.place = answers["location"]
    known, sells = _known(answers, desk), answers["role"] == Role.PRODUCER
    member.producer_group_id, member.buyer_id = (known, None) if sells else (None, known)
    member.ask_to_join(desk.session, desk.now)
    return [text(texts.JOINED)]


def _known(answers: Answers, desk: Desk) -> int | None:
    """The id of the group or workplace that goes by that name."""
    name = answers["belongs"]
    if answers["role"] == Role.PRODUCER:
        called = (ProducerGroup.name == name) | (ProducerGroup.short_name == name)
        return desk.session.scalar(select(ProducerGroup.id).where(called))
    return desk.session.scalar(select(Buyer.id).where(Buyer.name == name))


CONVERSATION = Conversation(
    name="join",
    title=texts.JOIN,
    words=frozenset({"สมัครสมาชิก", "สมัคร", "ลงทะเบียน", "เข้าร่วม"}),
    refuse=refuse,
    questions=[
        Question("consent", "", ask_consent, read_consent),
        Question("role", texts.EDIT_ROLE, ask_role, read_role),
        Question("belongs", texts.EDIT_BELONGS, ask_belongs, read_belongs),
        Question("kind", "", ask_kind, read_kind, kind_is_open),
        Question("name", texts.EDIT_NAME, ask_name, read_name),
        Question("phone", texts.EDIT_PHONE, ask_phone, read_phone),
        Question("location", texts.EDIT_LOCATION, ask_location, read_location),
    ],
    card=show,
    done=done,
)
