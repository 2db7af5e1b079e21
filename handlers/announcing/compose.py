"""Staff write an announcement and see it as the phones will show it before it goes out."""

from __future__ import annotations

from collections.abc import Mapping

from bot import texts
from bot.announcements import render
from bot.cards import GREEN, ORANGE, Card, Row
from bot.conversation import (
    Answers,
    Ask,
    Choice,
    Conversation,
    Desk,
    Question,
    Refused,
    Unreadable,
)
from bot.messages import Message, alone, say, text
from bot.said import Said
from handlers.announcing import content, when, whom
from handlers.roles import only_staff
from models.allowance import Allowance
from models.announcement import SUBJECTS, Announcement
from models.audience import Audience, Reach, reach


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    return content.begin(about.get("rest", ""))


def ask_subject(answers: Answers, desk: Desk) -> Ask:
    choices = [Choice(label, subject) for subject, label in texts.SUBJECTS.items()]
    return Ask(texts.ASK_SUBJECT, choices)


def read_subject(said: Said, answers: Answers, desk: Desk) -> Answers:
    """Raises Unreadable unless exactly one is named."""
    words = said.words.strip()
    named = [each for each in SUBJECTS if words == each or texts.SUBJECTS[each] in words]
    if len(named) != 1:
        raise Unreadable(texts.SUBJECT_HINT)
    return {"subject": named[0]}


def preview(answers: Answers, desk: Desk) -> list[Message]:
    return [alone(message) for message in render(content.content(answers, desk), desk.public_url)]


def show(answers: Answers, desk: Desk) -> Card:
    """What it means and what it costs, below what it looks like."""
    reached = _reach(answers, desk)
    left = _left(desk)
    short = left is not None and left < len(reached.people)
    rows = [
        Row(texts.ROW_SUBJECT, texts.SUBJECTS[answers["subject"]]),
        Row(texts.ROW_TO, whom.said_of(answers["audience"], desk), strong=True),
        Row(texts.ROW_PEOPLE, _people(len(reached.people)), _left_out(reached), strong=True),
        Row(texts.ROW_COST, texts.COST.format(count=f"{len(reached.people):,}"), _left_words(left)),
        Row(texts.ROW_SEND_AT, when.shown(answers, desk), when.note(answers, desk), strong=True),
    ]
    return Card(
        texts.ANNOUNCE_CARD,
        rows,
        lead=texts.ANNOUNCE_TOO_FEW if short else "",
        foot=texts.ANNOUNCE_FOOT.format(test=texts.TEST_ANNOUNCEMENT),
        color=ORANGE if short else GREEN,
    )


def _reach(answers: Answers, desk: Desk) -> Reach:
    return reach(desk.session, Audience.kept(answers["audience"]), answers["subject"])


def _left(desk: Desk) -> int | None:
    newest = Allowance.newest(desk.session)
    return newest.left(desk.session, desk.now) if newest else None


def _people(count: int) -> str:
    return texts.PEOPLE.format(count=f"{count:,}")


def _left_out(reached: Reach) -> str:
    """Who is meant and will not get it."""
    out = ((texts.ROW_UNWILLING, reached.unwilling), (texts.ROW_BLOCKED, reached.blocked))
    return " ".join(
        texts.WILL_NOT_HEAR.format(why=why, count=len(people)) for why, people in out if people
    )


def _left_words(left: int | None) -> str:
    return "" if left is None else texts.LEFT_THIS_MONTH.format(count=f"{left:,}")


def done(answers: Answers, desk: Desk) -> list[Message]:
    said = content.content(answers, desk)
    if not said:
        raise Refused(texts.PICTURE_GONE, reopen="words")
    count = len(_reach(answers, desk).people)
    if not count:
        raise Refused(texts.NOBODY_MEANT, reopen="audience")
    at = when.moment(answers, desk)
    subject, audience = answers["subject"], answers["audience"]
    Announcement.schedule(desk.session, desk.member.id, subject, said, audience, at, desk.now)
    words = texts.ANNOUNCING_NOW if at <= desk.now else texts.ANNOUNCING_LATER
    told = words.format(people=_people(count), at=when.shown(answers, desk))
    return [text(told, [say(texts.ANNOUNCEMENT_PROGRESS), say(texts.ANNOUNCEMENTS_MADE)])]


CONVERSATION = Conversation(
    name="announce",
    title=texts.ANNOUNCE_TITLE,
    words=frozenset({texts.ANNOUNCE, "ส่งประกาศ", "ประกาศข่าว", "แจ้งข่าว", "เขียนประกาศ"}),
    begins_with=f"{texts.ANNOUNCE} ",
    refuse=only_staff,
    begin=begin,
    overhear=content.keep_picture,
    preview=preview,
    questions=[
        Question("words", texts.EDIT_WORDS, content.ask_words, content.read_words, free=True),
        Question("subject", texts.ROW_SUBJECT, ask_subject, read_subject),
        Question("audience", texts.ROW_TO, whom.ask, whom.read),
        Question("at", texts.ROW_SEND_AT, when.ask, when.read),
        Question("button", texts.EDIT_BUTTON, content.ask_button, content.read_button,
                 optional=True, free=True),
        Question("title", texts.EDIT_TITLE, content.ask_title, content.read_title,
                 needed=content.title_is_open, free=True),
    ],
    card=show,
    done=done,
)  # fmt: skip
