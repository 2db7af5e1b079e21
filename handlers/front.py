"""The front door: welcome, help, and what to say when nothing was understood."""

from __future__ import annotations

from bot import texts
from bot.conversation import OFFER_PERSON_AFTER, Desk
from bot.language.reading import Reading
from bot.messages import Action, Message, say, text
from bot.said import Said
from models.people import Role, Standing
from models.presence import come_back, leave

MENUS: dict[Role, tuple[str, ...]] = {
    Role.PRODUCER: (
        texts.MENU_SELL,
        texts.MENU_STOCK,
        texts.MENU_OFFERS,
        texts.MENU_DELIVER,
        texts.MENU_AVAILABLE,
        texts.MENU_DEMAND,
    ),
    Role.BUYER: (
        texts.MENU_BUY,
        texts.MENU_AVAILABLE,
        texts.MENU_ORDERS,
        texts.STANDING_MENU,
    ),
    Role.STAFF: (
        texts.MENU_DAY,
        texts.MENU_APPROVALS,
        texts.MENU_AVAILABLE,
        texts.MENU_DEMAND,
    ),
    Role.COMMITTEE: (texts.MENU_AVAILABLE,),
}
HELPS = {
    Role.PRODUCER: "\n".join((texts.HELP_SELL, texts.HELP_DEMAND, texts.HELP_AUTO, texts.HELP_WHY)),
    Role.BUYER: "\n".join(
        (
            texts.HELP_BUY,
            texts.HELP_SUBSTITUTES,
            texts.STANDING_HELP,
            texts.HELP_WHY,
            texts.HELP_SHOW_NAME,
        )
    ),
    Role.STAFF: "\n".join(
        (
            texts.HELP_STAFF,
            texts.HOLIDAYS_HELP,
            texts.HELP_DEMAND,
            texts.HELP_CYCLE,
            texts.HELP_ANNOUNCE,
            texts.HELP_LEADERS,
            texts.HELP_PRIORITY,
        )
    ),
}
EXAMPLES = {Role.PRODUCER: texts.LOST_EXAMPLE_SELL, Role.BUYER: texts.LOST_EXAMPLE_BUY}

INTENTS = {
    "post_stock": "sell",
    "order": "buy",
    "query_stock": "available",
    "help": "help",
    "greeting": "hello",
    "smalltalk": "thanks",
}
# Words about an offer that are more than the bare yes or no: the offers are shown to be tapped.
OFFER_ACTIONS = ("accept", "decline", "partial")
# Papers are made by people.
ACTIONS = {
    "my_orders": "my_orders",
    "my_stock": "my_stock",
    "person": "person",
    "document": "person",
    "demand": "demand",
}


def menu(desk: Desk) -> list[Action]:
    return [say(word) for word in (*_words(desk), texts.HELP)]


def _words(desk: Desk) -> tuple[str, ...]:
    member = desk.member
    if member.standing != Standing.APPROVED or member.role is None:
        return () if member.standing == Standing.WAITING else (texts.MENU_JOIN,)
    return MENUS[Role(member.role)]


def welcome(desk: Desk) -> list[Message]:
    """When somebody adds the account, or comes back after blocking it."""
    come_back(desk.session, desk.member, desk.now)
    if desk.member.standing == Standing.APPROVED and desk.member.name:
        return [text(texts.WELCOME_BACK.format(name=desk.member.name), menu(desk))]
    return [text(texts.WELCOME, menu(desk))]


def farewell(desk: Desk) -> list[Message]:
    """Blocked: nothing reaches them, so letters to them wait for staff."""
    leave(desk.session, desk.member, desk.now)
    return []


def show_help(desk: Desk) -> list[Message]:
    role = Role(desk.member.role) if desk.member.role else None
    if desk.member.standing != Standing.APPROVED or role is None:
        words = {
            Standing.WAITING: texts.WAIT_FOR_STAFF,
            Standing.REFUSED: texts.REFUSED_MEMBER,
        }.get(Standing(desk.member.standing), texts.WELCOME)
        return [text(words, menu(desk))]
    always = [texts.HELP_HEARING, texts.HELP_ALWAYS]
    always += [] if role == Role.STAFF else [texts.HELP_PERSON]
    words = "\n\n".join((HELPS.get(role, texts.WHAT_CAN_I_DO), "\n".join(always)))
    return [text(words, menu(desk))]


def say_hello(desk: Desk) -> list[Message]:
    if desk.member.standing != Standing.APPROVED:
        return show_help(desk)
    words = texts.HELLO.format(name=desk.member.name or "")
    return [text(f"{words}\n{texts.WHAT_CAN_I_DO}", menu(desk))]


def say_welcome(desk: Desk) -> list[Message]:
    return [text(texts.YOU_ARE_WELCOME, menu(desk))]


def lost(desk: Desk, misread: int) -> list[Message]:
    """Nothing was understood: the buttons; the second time an example to copy, and a person."""
    if desk.member.standing != Standing.APPROVED:
        return show_help(desk)
    if misread < OFFER_PERSON_AFTER or desk.member.is_staff:
        return [text(texts.LOST, menu(desk))]
    example = EXAMPLES.get(Role(desk.member.role)) if desk.member.role else None
    words = "\n".join(filter(None, (texts.LOST, example, texts.LOST_PERSON)))
    return [text(words, [say(texts.TALK_TO_STAFF), *menu(desk)])]


def wordless(said: Said, desk: Desk) -> list[Message]:
    """A sticker, picture or place while nothing is pending."""
    if desk.member.standing != Standing.APPROVED:
        return show_help(desk)
    if said.kind == "sticker":
        return [text(texts.WHAT_CAN_I_DO, menu(desk))]
    return [text(texts.PICTURE_ALONE, menu(desk))]


def by_sentence(reading: Reading, desk: Desk) -> str | None:
    """Which conversation or view a sentence asks for."""
    if reading.action in ACTIONS:
        return ACTIONS[reading.action]
    if desk.member.may_sell and (reading.action in OFFER_ACTIONS or reading.text == texts.PART):
        return "offers"
    if reading.intent == "cancel":
        return "cancel_order" if desk.member.may_buy else None
    return INTENTS.get(reading.intent)
