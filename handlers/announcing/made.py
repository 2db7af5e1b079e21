"""What became of announcements: the list, how far one has come, and taking one back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot import texts, thai
from bot.cards import GREEN, ORANGE, Card, Row, cards
from bot.conversation import Desk, Tap, View
from bot.letters.announced import count_rows, excerpt, progress_card
from bot.messages import Action, Message, say, tap, text
from handlers.announcing import whom
from handlers.front import menu
from handlers.roles import only_staff
from handlers.row_ids import row_id
from models.announcement import Announcement, AnnouncementState
from models.announcing import lock, progress, send_on, stop, withdraw

SHOWN_FOR = timedelta(days=60)
MOST_SHOWN = 10
Act = Callable[[Session, Announcement, datetime], bool]


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    """What is coming and what was, the newest first."""
    listed = Announcement.listed(desk.now - SHOWN_FOR).limit(MOST_SHOWN)
    found = desk.session.scalars(listed).all()
    if not found:
        return [text(texts.NO_ANNOUNCEMENTS, [say(texts.ANNOUNCE)])]
    return cards([_card(each, desk) for each in found], texts.ANNOUNCEMENTS_MADE)


def _card(made: Announcement, desk: Desk) -> Card:
    rows = [
        Row(texts.ROW_SUBJECT, texts.SUBJECTS[made.subject]),
        Row(texts.ROW_TO, whom.said_of(made.audience, desk)),
        Row(texts.ROW_SEND_AT, thai.moment(made.send_at, desk.today)),
        Row(texts.ROW_AUTHOR, made.author.name or "-"),
    ]
    if made.begun_at is not None:
        rows += count_rows(progress(made))
    return Card(
        texts.ANNOUNCEMENT_STATES[made.state],
        rows,
        subtitle=excerpt(made.content),
        buttons=_buttons(made),
        color=ORANGE if made.state == AnnouncementState.PAUSED else GREEN,
    )


def _buttons(made: Announcement) -> list[Action]:
    if made.state == AnnouncementState.SCHEDULED:
        labels = {"withdraw_announcement": texts.TAKE_BACK}
    elif made.state == AnnouncementState.PAUSED:
        labels = {
            "send_announcement_on": texts.SEND_ANNOUNCEMENT_ON,
            "stop_announcement": texts.STOP_ANNOUNCING,
        }
    elif made.state == AnnouncementState.SENDING:
        labels = {"stop_announcement": texts.STOP_ANNOUNCING}
    else:
        labels = {}
    return [tap(label, {"do": do, "n": str(made.id)}) for do, label in labels.items()]


def show_progress(about: Mapping[str, str], desk: Desk) -> list[Message]:
    """Of those under way, else of the newest that was sent."""
    listed = desk.session.scalars(Announcement.listed(desk.now - SHOWN_FOR)).all()
    begun = [made for made in listed if made.begun_at is not None]
    under_way = [made for made in begun if made.is_under_way] or begun[:1]
    if not under_way:
        return [text(texts.NO_ANNOUNCEMENTS, [say(texts.ANNOUNCE)])]
    return [
        message
        for made in under_way
        for message in progress_card(texts.ANNOUNCEMENT_STATES[made.state], progress(made))
    ]


def _withdraw(session: Session, made: Announcement, now: datetime) -> bool:
    return withdraw(made, now)


def _act(
    act: Act, states: Sequence[AnnouncementState], words: str
) -> Callable[[Mapping[str, str], Desk], list[Message]]:
    """What one tap does to the announcement it names, or a word to the only one in such a state."""

    def acts(about: Mapping[str, str], desk: Desk) -> list[Message]:
        if refusal := only_staff(desk):
            return [text(refusal, menu(desk))]
        number = row_id(about["n"]) if "n" in about else None
        meant = [number] if number else _in_state(states, desk)
        if not meant:
            return [text(texts.NO_SUCH_ANNOUNCEMENT, [say(texts.ANNOUNCE)])]
        if len(meant) > 1:
            return [text(texts.WHICH_ANNOUNCEMENT), *show(about, desk)]
        made = lock(desk.session, meant[0])
        if made is None or not act(desk.session, made, desk.now):
            return [text(texts.ANNOUNCEMENT_PAST, [say(texts.ANNOUNCEMENTS_MADE)])]
        told = words.format(excerpt=excerpt(made.content))
        return [text(told, [say(texts.ANNOUNCEMENTS_MADE)])]

    return acts


def _in_state(states: Sequence[AnnouncementState], desk: Desk) -> list[int]:
    listed = desk.session.scalars(Announcement.listed(desk.now - SHOWN_FOR)).all()
    return [made.id for made in listed if made.state in states]


def _tap(name: str, act: Act, states: Sequence[AnnouncementState], label: str, told: str) -> Tap:
    return Tap(
        name,
        _act(act, states, told),
        frozenset({label, f"{label}ค่ะ", f"{label}ครับ"}),
        applies=lambda desk: desk.member.is_staff,
    )


_UNDER_WAY = (AnnouncementState.SENDING, AnnouncementState.PAUSED)
TAPS = (
    _tap("withdraw_announcement", _withdraw, (AnnouncementState.SCHEDULED,), texts.TAKE_BACK,
         texts.TAKEN_BACK),
    _tap("stop_announcement", stop, _UNDER_WAY, texts.STOP_ANNOUNCING, texts.ANNOUNCING_STOPPED),
    _tap("send_announcement_on", send_on, (AnnouncementState.PAUSED,), texts.SEND_ANNOUNCEMENT_ON,
         texts.SENDING_ON),
)  # fmt: skip
VIEWS = (
    View(
        "announcements",
        frozenset({texts.ANNOUNCEMENTS_MADE, "ดูประกาศ", "ประกาศที่ผ่านมา", "ประกาศทั้งหมด"}),
        show,
        only_staff,
    ),
    View(
        "announcement_progress",
        frozenset({texts.ANNOUNCEMENT_PROGRESS, "ประกาศส่งถึงไหนแล้ว", "ความคืบหน้าประกาศ"}),
        show_progress,
        only_staff,
    ),
)
