"""Staff name who leads a producer group, and take it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from bot import texts
from bot.cards import Card, Row
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
from bot.language.normalize import bare
from bot.messages import Message, text
from bot.said import Said
from handlers.roles import only_staff
from handlers.row_ids import row_id
from models.leaders import chats_of, leaders, producers_called
from models.people import Member

_ONE = "member "


def _label(member: Member) -> str:
    group = member.producer_group.short_name if member.producer_group else "-"
    return texts.LEADER_CHOICE.format(name=member.name, group=group)


def _choices(members: Sequence[Member]) -> list[Choice]:
    """By name, with the group where several have the same."""
    called = Counter(member.name for member in members)
    return [
        Choice(_label(m) if called[m.name] > 1 else m.name or "-", f"{_ONE}{m.id}") for m in members
    ]


def _found(words: str, desk: Desk) -> Sequence[Member]:
    """The producers that *words* name: a button's number, a button's label, or a name."""
    number = row_id(words.removeprefix(_ONE)) if words.startswith(_ONE) else None
    if number is not None:
        member = desk.session.get(Member, number)
        return [member] if member is not None and member.may_sell else []
    called = producers_called(desk.session, words.partition("(")[0].strip())
    return [member for member in called if _label(member) == words] or called


def _read(leads: bool) -> Callable[[Said, Answers, Desk], Answers]:
    def read(said: Said, answers: Answers, desk: Desk) -> Answers:
        """Raises Unreadable when nobody, or more than one, is meant."""
        words = bare(said.words) if said.is_typed else said.words
        found = _found(said.words.strip(), desk) or _found(words, desk)
        if not found:
            raise Unreadable(texts.LEADER_NOT_FOUND.format(name=words))
        changes = [member for member in found if member.leads_group != leads]
        if not changes:
            raise Unreadable(_as_it_is(found[0], leads), meant=True)
        if len(changes) > 1:
            raise Unreadable(texts.LEADER_WHICH, _choices(changes), meant=True)
        return {"member": changes[0].id}

    return read


def _begin(leads: bool) -> Callable[[Mapping[str, str], Desk], Answers]:
    def begin(about: Mapping[str, str], desk: Desk) -> Answers:
        """Who was named with it. Raises Refused when nobody is called so, or nothing would
        change.
        """
        name = about.get("rest", "").strip()
        if not name:
            return {}
        found = _found(name, desk)
        changes = [member for member in found if member.leads_group != leads]
        if not changes:
            nobody = texts.LEADER_NOT_FOUND.format(name=name)
            raise Refused(_as_it_is(found[0], leads) if found else nobody)
        return {"member": changes[0].id} if len(changes) == 1 else {}

    return begin


def _as_it_is(member: Member, leads: bool) -> str:
    words = texts.LEADER_IS_ONE if leads else texts.LEADER_IS_NONE
    return words.format(name=member.name)


def _who(answers: Answers, desk: Desk) -> Member:
    return desk.session.get_one(Member, answers["member"])


def _rows(answers: Answers, desk: Desk) -> list[Row]:
    member = _who(answers, desk)
    group = member.producer_group.short_name if member.producer_group else "-"
    return [
        Row(texts.ROW_NAME, member.name or "-", strong=True),
        Row(texts.ROW_GROUP, group, strong=True),
    ]


def _done(leads: bool) -> Callable[[Answers, Desk], list[Message]]:
    def done(answers: Answers, desk: Desk) -> list[Message]:
        member = _who(answers, desk)
        if not member.may_sell or member.producer_group is None:
            raise Refused(texts.LEADER_NOT_FOUND.format(name=member.name), "member")
        member.leads_group = leads
        words = texts.LEADER_SET if leads else texts.LEADER_ENDED
        said = words.format(name=member.name, group=member.producer_group.short_name)
        still = not leads and _has_posts(member, desk)
        return [text("\n".join((said, texts.LEADER_ENDED_SUMMARY)) if still else said)]

    return done


def _has_posts(member: Member, desk: Desk) -> bool:
    return any(chat.wants_summary for chat in chats_of(desk.session, member.producer_group_id))


def ask_new(answers: Answers, desk: Desk) -> Ask:
    return Ask(texts.ASK_LEADER)


def ask_old(answers: Answers, desk: Desk) -> Ask:
    return Ask(texts.ASK_LEADER_TO_END, _choices(leaders(desk.session)))


NAME = Conversation(
    name="name_leader",
    title=texts.LEADER_TITLE,
    words=frozenset({"ตั้งหัวหน้า", "เพิ่มหัวหน้ากลุ่ม"}),
    begins_with=texts.LEADER_NAME,
    refuse=only_staff,
    begin=_begin(leads=True),
    questions=[Question("member", texts.EDIT_LEADER, ask_new, _read(leads=True))],
    card=lambda answers, desk: Card(
        texts.LEADER_CARD, _rows(answers, desk), foot=texts.LEADER_FOOT
    ),
    done=_done(leads=True),
)
END = Conversation(
    name="end_leader",
    title=texts.LEADER_END_TITLE,
    words=frozenset({"ถอดหัวหน้า", "เอาหัวหน้ากลุ่มออก"}),
    begins_with=texts.LEADER_END,
    refuse=only_staff,
    begin=_begin(leads=False),
    questions=[Question("member", texts.EDIT_LEADER, ask_old, _read(leads=False))],
    card=lambda answers, desk: Card(texts.LEADER_END_CARD, _rows(answers, desk)),
    done=_done(leads=False),
)
