"""Which of their kitchen's standing orders a purchaser's words or buttons are about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot import texts
from bot.conversation import Answers, Ask, Choice, Desk, Question, Refused, Unreadable
from bot.language.normalize import normalize
from bot.language.reading import Reading
from bot.messages import shorten
from bot.said import Said
from handlers.row_ids import row_id
from handlers.standing.showing import goods
from models.standing.order import StandingOrder

NUMBER = re.compile(r"st[ -]?0*(\d{1,9})(?!\d)")
LABEL = 20


def live(desk: Desk) -> list[StandingOrder]:
    """The kitchen's, whoever of it began them."""
    return list(desk.session.scalars(StandingOrder.live_of(desk.member.buyer_id)))


def some_live(desk: Desk) -> list[StandingOrder]:
    """Raises Refused when there is none."""
    found = live(desk)
    if not found:
        raise Refused(texts.STANDING_NONE)
    return found


def of_button(about: Mapping[str, str], desk: Desk) -> StandingOrder | None:
    """The one a button names, or the only one there is. Raises Refused when it is gone."""
    found = some_live(desk)
    if "standing" not in about:
        return found[0] if len(found) == 1 else None
    return named(row_id(about["standing"]), desk)


def named(standing_id: int | None, desk: Desk) -> StandingOrder:
    """Raises Refused when it has ended or is not theirs."""
    standing = next((each for each in live(desk) if each.id == standing_id), None)
    if standing is None:
        raise Refused(texts.STANDING_GONE)
    return standing


def with_goods(reading: Reading, desk: Desk) -> list[StandingOrder]:
    """Those that hold all goods that were named. Raises Refused when none does."""
    wanted = {item.product_id for item in reading.items if item.product_id} | set(reading.removed)
    found = [each for each in some_live(desk) if wanted <= products(each)]
    if not found:
        names = " ".join(desk.catalogue.product(product).name for product in sorted(wanted))
        raise Refused(texts.STANDING_NOT_OF_GOODS.format(product=names))
    return found


def products(standing: StandingOrder) -> set[int]:
    return {line.product_id for line in standing.lines}


def which() -> Question:
    return Question(
        "standing", "", _ask, _read, needed=lambda answers, desk: not answers.get("standing")
    )


def _choices(answers: Answers, desk: Desk) -> Sequence[StandingOrder]:
    some = answers.get("among")
    return [each for each in some_live(desk) if some is None or each.id in some]


def _ask(answers: Answers, desk: Desk) -> Ask:
    choices = [
        Choice(shorten(f"{each.number} {goods(each)}", LABEL), each.number)
        for each in _choices(answers, desk)
    ]
    return Ask(texts.STANDING_WHICH, choices)


def _read(said: Said, answers: Answers, desk: Desk) -> Answers:
    """A number, or a product that only one of them holds."""
    found = NUMBER.search(normalize(said.words))
    product = desk.catalogue.find(said.words)
    chosen = [
        each
        for each in _choices(answers, desk)
        if (found and each.id == row_id(found[1])) or (product and product.id in products(each))
    ]
    if len(chosen) != 1:
        raise Unreadable(texts.STANDING_WHICH)
    return {"standing": chosen[0].id}
