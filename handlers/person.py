"""A person when the bot fails: the member calls, staff are told once, one of them takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from bot import texts, thai
from bot.conversation import Desk, Tap, View
from bot.letters.calls import call_card
from bot.messages import Message, text
from handlers.front import menu
from handlers.roles import only_staff
from handlers.row_ids import row_id
from models.helpcall import HelpCall
from models.people import Role, Standing, approved

_ENDINGS = ("", "ค่ะ", "คะ", "ครับ", "คับ", "หน่อย", "หน่อยค่ะ", "หน่อยครับ", "จ้า", "ด้วยค่ะ", "ด้วยครับ")
_CALLS = (
    *(texts.TALK_TO_STAFF, "ขอคุยกับเจ้าหน้าที่", "ขอคุยกับคน", "คุยกับคน", "ติดต่อเจ้าหน้าที่"),
    *("ขอติดต่อเจ้าหน้าที่", "เรียกเจ้าหน้าที่", "คุยกับแอดมิน", "ติดต่อแอดมิน", "ขอสายเจ้าหน้าที่"),
)
WORDS = frozenset(
    call + gap + ending for call in _CALLS for ending in _ENDINGS for gap in ("", " ")
)
# What makes an apology fit, whatever else is said.
COMPLAINTS = ("เน่า", "ช้ำ", "ของเสีย", "เสียหาย", "ไม่ครบ", "ของขาด", "ขาดไป", "ยังไม่ได้ของ", "ของไม่มา")
MOST_SHOWN = 5


def call(about: Mapping[str, str], desk: Desk) -> list[Message]:
    """about: trying, the title of what is in progress; said, what was typed just now; failed, the
    last sentence that could not be read.
    """
    if desk.member.standing == Standing.GUEST or not desk.member.consented_at:
        return [text(texts.PERSON_JOIN_FIRST, menu(desk))]
    if desk.member.is_staff:
        return _for_staff(desk)
    said = about.get("said", "")
    sentence = about.get("failed", "") if said.strip() in WORDS or not said else said
    trying = about.get("trying", "")
    made = HelpCall.make(desk.session, desk.member, trying, sentence, desk.now)
    words = [texts.SORRY_FOR_TROUBLE] if _complains(sentence) else []
    words.append(_told(made, desk))
    if trying:
        words.append(texts.PERSON_KEPT.format(title=trying))
    return [text("\n".join(words), () if trying else menu(desk))]


def _for_staff(desk: Desk) -> list[Message]:
    """Who is called for help calls nobody: whoever waits for them is shown."""
    waiting = [call_card(each.facts()) for each in _open_calls(desk)]
    return [text(texts.PERSON_IS_YOU, menu(desk)), *waiting]


def _complains(sentence: str) -> bool:
    return any(word in sentence for word in COMPLAINTS)


def _told(made: HelpCall | None, desk: Desk) -> str:
    if made is None:
        return texts.PERSON_CALLED_BEFORE
    if desk.session.scalars(approved(Role.STAFF).limit(1)).first() is None:
        return texts.PERSON_NOBODY
    if desk.member.phone:
        return texts.PERSON_CALLED.format(phone=desk.member.phone)
    return texts.PERSON_CALLED_NO_PHONE


def take(about: Mapping[str, str], desk: Desk) -> list[Message]:
    if refusal := only_staff(desk):
        return [text(refusal, menu(desk))]
    number = row_id(about.get("c", ""))
    waiting = [number] if number else [each.id for each in _open_calls(desk)]
    if len(waiting) > 1:
        return [text(texts.WHICH_CALL), *show(about, desk)]
    made = _locked(waiting[0], desk) if waiting else None
    if made is None:
        return [text(texts.NO_CALLS, menu(desk))]
    return [text(_taken(made, desk))]


def _taken(made: HelpCall, desk: Desk) -> str:
    facts = {"name": made.member.name or "-", "phone": made.member.phone or "-"}
    if made.take(desk.member, desk.now):
        return texts.CALL_TAKEN.format(**facts)
    if made.taken_by_id == desk.member.id:
        return texts.CALL_YOURS.format(**facts)
    staff = made.taken_by.name if made.taken_by else None
    when = thai.moment(made.taken_at or desk.now, desk.today)
    return texts.CALL_TAKEN_BEFORE.format(**facts, staff=staff or "-", when=when)


def _locked(number: int, desk: Desk) -> HelpCall | None:
    locked = select(HelpCall).where(HelpCall.id == number).with_for_update()
    return desk.session.scalars(locked.execution_options(populate_existing=True)).first()


def _open_calls(desk: Desk) -> Sequence[HelpCall]:
    return desk.session.scalars(HelpCall.open_calls().limit(MOST_SHOWN)).all()


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    waiting = _open_calls(desk)
    if not waiting:
        return [text(texts.NO_CALLS, menu(desk))]
    return [call_card(each.facts()) for each in waiting]


CALL = Tap("person", call, WORDS)
TAKE = Tap(
    "take_call",
    take,
    frozenset({texts.TAKE_CALL, f"{texts.TAKE_CALL}ค่ะ", f"{texts.TAKE_CALL}ครับ"}),
    applies=lambda desk: desk.member.is_staff,
)
VIEW = View("calls", frozenset({"คนขอคุย", "ใครขอคุย", "มีใครขอคุยไหม"}), show, only_staff)
