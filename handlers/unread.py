"""What could not be read: kept without the people in it, and shown to staff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import texts, thai
from bot.conversation import Desk, View
from bot.language.catalogue import Catalogue
from bot.masking import mask, ways_to_say
from bot.messages import Message, shorten, text
from handlers.front import menu
from handlers.roles import only_staff
from models.people import Member, Standing
from models.unread import UnreadSentence

MOST_SHOWN = 10
SHOWN_LETTERS = 120


def keep(words: str, pending: str, desk: Desk) -> bool:
    """True when the words may be kept: who has not joined has agreed to nothing."""
    member = desk.member
    if member.standing != Standing.APPROVED or member.consented_at is None or not words.strip():
        return False
    masked = masked_words(words, desk.session, desk.catalogue)
    UnreadSentence.keep(desk.session, masked, member.role or "", pending, desk.now)
    return True


def forget(words: str, desk: Desk) -> None:
    """The message was unsent."""
    masked = masked_words(words, desk.session, desk.catalogue)
    UnreadSentence.forget_text(desk.session, masked)


def masked_words(words: str, session: Session, catalogue: Catalogue) -> str:
    return mask(" ".join(words.split()), _names(session, catalogue))


def _names(session: Session, catalogue: Catalogue) -> Iterator[str]:
    """Of all members; but แม่ส้ม must not hide every ส้ม."""
    for name in session.scalars(select(Member.name).where(Member.name.is_not(None))):
        for way in ways_to_say(name or ""):
            if catalogue.find(way) is None:
                yield way


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    newest = desk.session.scalars(UnreadSentence.newest(MOST_SHOWN)).all()
    if not newest:
        return [text(texts.NOTHING_UNREAD, menu(desk))]
    lines = [_line(sentence, desk) for sentence in newest]
    return [text("\n".join([texts.UNREAD_TITLE, *lines]), menu(desk))]


def _line(sentence: UnreadSentence, desk: Desk) -> str:
    role = texts.UNREAD_ROLES.get(sentence.role, "")
    return texts.UNREAD_LINE.format(
        text=shorten(sentence.text, SHOWN_LETTERS),
        role=role,
        count=sentence.count,
        when=thai.moment(sentence.last_at, desk.today),
    )


VIEW = View("unread", frozenset({"ประโยคที่อ่านไม่ออก", "อ่านไม่ออก"}), show, only_staff)
