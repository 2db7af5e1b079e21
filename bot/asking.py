"""Questions, cards and edit menus as LINE messages; every button carries its session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot import texts
from bot.cards import Card, card
from bot.conversation import Ask, Choice, Conversation, Question, Unreadable
from bot.memory import Thread
from bot.messages import MOST_CHOICES, Action, Message, pick_date, say, tap, text, with_choices
from bot.thai import apart


def put_question(
    thread: Thread, question: Question, ask: Ask, hint: Unreadable | None = None
) -> list[Message]:
    words = f"{hint.hint}\n\n{ask.words}" if hint else ask.words
    choices = (hint.choices if hint else ()) or ask.choices
    actions = [_choice(thread, question.slot, choice) for choice in choices]
    if ask.days:
        first, last = (day.isoformat() for day in ask.days)
        actions.append(pick_date(texts.PICK_DAY, _data(thread, question.slot), first, last))
    actions += ask.extra
    return [text(words, _with_way_out(thread, actions))]


def put_card(
    thread: Thread, conversation: Conversation, content: Card, hint: Unreadable | None = None
) -> list[Message]:
    """The card that echoes everything, with confirm, edit (where there is something) and cancel."""
    values = [("confirm", conversation.yes), ("cancel", conversation.no)]
    if conversation.may_be_edited:
        values.insert(1, ("edit", texts.EDIT))
    buttons = [tap(label, _data(thread, "confirm") | {"v": value}) for value, label in values]
    shown = card(replace(content, buttons=buttons), f"{content.title}: {conversation.card_hint}")
    return [text(hint.hint), shown] if hint else [shown]


def put_edit_menu(
    thread: Thread, questions: Sequence[Question], hint: Unreadable | None = None
) -> list[Message]:
    choices = [Choice(q.label, q.slot) for q in questions if q.label]
    actions = [_choice(thread, "edit", choice) for choice in choices]
    words = f"{hint.hint}\n\n{texts.EDIT_WHAT}" if hint else texts.EDIT_WHAT
    return [with_choices(text(words), _with_way_out(thread, actions))]


def _with_way_out(thread: Thread, actions: list[Action]) -> list[Action]:
    out = [say(texts.BACK)] if thread.past or thread.editing else []
    out.append(say(texts.CANCEL))
    return actions[: MOST_CHOICES - len(out)] + out


def _choice(thread: Thread, slot: str, choice: Choice) -> Action:
    data = _data(thread, slot) | {"v": choice.value or apart(choice.label)}
    return tap(choice.label, data, shown=choice.label)


def _data(thread: Thread, slot: str) -> dict[str, str]:
    return {"s": thread.session, "r": str(thread.revision), "q": slot}
