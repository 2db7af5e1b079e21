"""A member chooses what they hear of: ตั้งค่าการแจ้งเตือน."""

from __future__ import annotations

from bot import texts
from bot.conversation import Answers, Ask, Choice, Conversation, Desk, Question, Unreadable
from bot.language.normalize import bare
from bot.messages import Message, text
from bot.said import Said
from handlers.roles import only_members
from models.announcement import SUBJECTS

_NO = ("ไม่รับ", "ไม่เอา", "ปิด", "ไม่อยากรับ", "งด", "บ่เอา")
_YES = ("รับ", "เอา", "เปิด", "อยากรับ")
_EVERY = ("ทั้งหมด", "ทุกเรื่อง", "ทุกอย่าง")


def ask(answers: Answers, desk: Desk) -> Ask:
    """Each subject as it is now, with the button that turns it."""
    muted = set(desk.member.muted or ())
    now = "\n".join(
        (texts.HEARS_NOT if each in muted else texts.HEARS).format(subject=texts.SUBJECTS[each])
        for each in SUBJECTS
    )
    choices = [
        Choice(
            (texts.WILL_HEAR if each in muted else texts.WILL_NOT).format(
                subject=texts.SUBJECTS[each]
            )
        )
        for each in SUBJECTS
    ]
    return Ask(texts.ASK_HEARING.format(now=now), choices)


def read(said: Said, answers: Answers, desk: Desk) -> Answers:
    """ "ไม่รับราคา", "รับอบรม", "ไม่รับทุกเรื่อง". Raises Unreadable unless it is plain."""
    words = bare(said.words)
    named = [each for each in SUBJECTS if texts.SUBJECTS[each] in words]
    if any(word in words for word in _EVERY):
        named = list(SUBJECTS)
    off, on = words.startswith(_NO), words.startswith(_YES)
    if not named or not (on or off):
        raise Unreadable(texts.HEARING_HINT)
    return {"subjects": named, "hears": not off}


def done(answers: Answers, desk: Desk) -> list[Message]:
    muted = set(desk.member.muted or ())
    chosen = set(answers["subjects"])
    muted = muted - chosen if answers["hears"] else muted | chosen
    desk.member.muted = [each for each in SUBJECTS if each in muted]
    words = texts.HEARS_NOW if answers["hears"] else texts.HEARS_NO_MORE
    subjects = texts.AND_ALSO.join(texts.SUBJECTS[each] for each in answers["subjects"])
    return [text(words.format(subjects=subjects))]


CONVERSATION = Conversation(
    name="hearing",
    title=texts.HEARING_TITLE,
    words=frozenset(
        {texts.HEARING, "ตั้งค่าแจ้งเตือน", "การแจ้งเตือน", "ตั้งค่าประกาศ", "เลือกรับประกาศ", "เลิกรับประกาศ"}
        | {
            "ขอเลิกรับประกาศ",
            "ไม่รับประกาศ",
            "ไม่อยากรับประกาศ",
            "ไม่เอาประกาศ",
            "อย่าส่งประกาศ",
            "อย่าส่งประกาศอีก",
        }
        | {"ไม่ต้องส่งประกาศ", "ปิดแจ้งเตือน", "ปิดการแจ้งเตือน"}
    ),
    refuse=only_members,
    questions=[Question("subjects", "", ask, read)],
    done=done,
)
