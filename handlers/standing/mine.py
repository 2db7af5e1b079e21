"""A purchaser looks at the kitchen's standing orders."""

from __future__ import annotations

from collections.abc import Mapping

from bot import texts, thai
from bot.cards import Card, Row, cards
from bot.conversation import Desk, View
from bot.messages import Action, Message, say, tap, text, with_choices
from bot.recurring import span
from bot.texts import MENU_ORDERS
from handlers.roles import only_buyers
from handlers.standing.meant import live
from handlers.standing.showing import lines, next_of, next_row, when
from handlers.wishes import notes_of
from models.standing.order import StandingLine, StandingOrder


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    mine = live(desk)
    if not mine:
        return [text(texts.STANDING_NONE, [say(texts.STANDING_BEGIN)])]
    shown = cards([_card(standing, desk) for standing in mine], texts.STANDING_MENU)
    choices = [say(texts.STANDING_BEGIN), say(MENU_ORDERS)]
    return [*shown[:-1], with_choices(shown[-1], choices)]


def _card(standing: StandingOrder, desk: Desk) -> Card:
    rows = [
        Row(line.product.name, thai.amount(line.amount), _instead(line, desk), strong=True)
        for line in standing.lines
    ]
    rows.append(next_row(next_of(standing, desk)))
    by = "" if standing.member_id == desk.member.id else standing.member.name
    return Card(
        standing.number,
        rows,
        subtitle=lines(when(standing), standing.place),
        lead=lines(*pauses_to_come(standing, desk)),
        foot=texts.STANDING_BY.format(name=by) if by else "",
        buttons=_buttons(standing, desk),
    )


def _instead(line: StandingLine, desk: Desk) -> str:
    """What may be sent for it, in the orders that are made."""
    return "\n".join(notes_of(line.product, line.substituted_by, line.measure, desk))


def pauses_to_come(standing: StandingOrder, desk: Desk) -> list[str]:
    return [
        texts.STANDING_PAUSED.format(days=span(pause.first_day, pause.last_day))
        for pause in standing.open_pauses
        if pause.last_day is None or pause.last_day >= desk.today
    ]


def _buttons(standing: StandingOrder, desk: Desk) -> list[Action]:
    names = [
        ("pause_standing", texts.STANDING_PAUSE),
        ("change_standing", texts.STANDING_CHANGE),
        ("end_standing", texts.STANDING_END),
    ]
    if pauses_to_come(standing, desk):
        names.insert(1, ("resume_standing", texts.STANDING_RESUME))
    return [
        tap(label, {"go": name, "standing": str(standing.id)}, f"{label} {standing.number}")
        for name, label in names
    ]


VIEW = View(
    "standing_orders",
    frozenset(
        {
            "ออเดอร์ประจำ",
            "ดูออเดอร์ประจำ",
            "ออเดอร์ประจำของฉัน",
            "คำสั่งซื้อประจำ",
            "ดูคำสั่งซื้อประจำ",
            "ของที่สั่งประจำ",
        }
    ),
    show,
    only_buyers,
)
