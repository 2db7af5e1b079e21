"""Why a producer declined: asked once, never waited for, and followed by what helps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot import texts
from bot.conversation import Desk, Tap
from bot.language.replies import read_why
from bot.messages import Action, Message, say, tap, text
from handlers.front import menu
from handlers.offer_goods import answerable
from handlers.roles import only_producers
from handlers.row_ids import row_ids
from models.allocation import Allocation, DeclinedFor
from models.declining import give_reason, unexplained
from models.lot import Lot, LotState

# As long as the question may still stand above somebody's keyboard; later words are about another.
ASKED_FOR = timedelta(hours=4)


def follow_up(declined: Sequence[Allocation], desk: Desk) -> tuple[str, list[Action]]:
    """What to say after a refusal: why was it, and is it to be taken off when all is gone."""
    unexplained = [offer for offer in declined if offer.declined_for is None]
    lots = _sold_out(declined, desk)
    names = " ".join(dict.fromkeys(lot.product.name for lot in lots))
    words = [
        texts.ASK_WHY if unexplained else "",
        texts.ASK_TAKE_OFF.format(product=names) if lots else "",
    ]
    asked = _reasons(unexplained) if unexplained else []
    return "\n".join(filter(None, words)), [*asked, *map(_take_off, lots)]


def _reasons(offers: Sequence[Allocation]) -> list[Action]:
    ids = ".".join(str(offer.id) for offer in offers)
    return [tap(label, {"do": TAP.name, "a": ids, "why": why}) for why, label in texts.WHYS.items()]


def _sold_out(declined: Sequence[Allocation], desk: Desk) -> list[Lot]:
    """Those of the goods that are still on offer."""
    gone = [offer.lot for offer in declined if offer.declined_for == DeclinedFor.SOLD_OUT]
    return [
        lot
        for lot in dict.fromkeys(gone)
        if lot.state == LotState.OPEN and lot.available_until >= desk.today
    ]


def _take_off(lot: Lot) -> Action:
    """The conversation that takes it off shows it, and asks once more."""
    return tap(f"{texts.WITHDRAW} {lot.product.name}", {"go": "withdraw", "lot": str(lot.id)})


def reason(words: str) -> DeclinedFor | None:
    why = read_why(words)
    return DeclinedFor(why) if why else None


def says_why(words: str, desk: Desk) -> bool:
    """Whether words alone say why the last refusal was; while offers wait they may mean those."""
    return bool(read_why(words)) and not answerable(desk) and bool(_asked_about(desk))


def _asked_about(desk: Desk) -> list[int]:
    """The offers declined at the newest moment, when their reason is not known yet."""
    query = unexplained(desk.member.id, desk.now - ASKED_FOR)
    offers = desk.session.scalars(query).all()
    return [offer.id for offer in offers if offer.said_at == offers[0].said_at]


def explain(about: Mapping[str, str], desk: Desk) -> list[Message]:
    """A button's reason for the offers it names, or words for those declined last."""
    if refusal := only_producers(desk):
        return [text(refusal, menu(desk))]
    why = _tapped(about["why"]) if "why" in about else reason(about.get("said", ""))
    ids = row_ids(about["a"]) if "a" in about else _asked_about(desk)
    offers = give_reason(desk.session, ids, desk.member.id, why) if why else []
    if why is None or not offers:
        return [text(texts.WHY_LATE, [say(texts.MENU_STOCK)])]
    words, choices = follow_up(offers, desk)
    noted = texts.WHY_NOTED.format(why=texts.WHYS[why])
    return [text("\n".join(filter(None, (noted, words))), [*choices, say(texts.MENU_STOCK)])]


def _tapped(why: str) -> DeclinedFor | None:
    return DeclinedFor(why) if why in set(DeclinedFor) else None


TAP = Tap("why_not", explain)
