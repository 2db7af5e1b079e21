"""Which of the goods they have on offer a producer's words are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot import texts, thai
from bot.conversation import Answers, Ask, Choice, Desk, Question, Refused, Unreadable
from bot.language.answers import read_product
from bot.language.normalize import normalize
from bot.language.reading import Reading
from bot.said import Said
from models.lot import Lot, LotState


def lots_of(desk: Desk) -> Sequence[Lot]:
    return desk.session.scalars(Lot.of_member(desk.member.id, desk.today)).all()


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    """The lot a button names, or the only one there is. Raises Refused when it is not theirs."""
    mine = lots_of(desk)
    if not mine:
        raise Refused(texts.MY_STOCK_EMPTY)
    if "lot" not in about:
        return {"lot": mine[0].id} if len(mine) == 1 else {}
    if about["lot"] not in {str(lot.id) for lot in mine}:
        raise Refused(texts.NOT_YOURS)
    return {"lot": int(about["lot"])}


def take(reading: Reading, desk: Desk) -> Answers:
    """The lots of the product that was named. Raises Refused when there is none."""
    products = {item.product_id for item in reading.items if item.product_id}
    if not products and reading.items:
        raise Refused(texts.NO_SUCH_LOT.format(product=reading.items[0].product_raw or ""))
    if not products:
        return {}
    mine = lots_of(desk)
    lots = [lot.id for lot in mine if lot.product_id in products]
    if not lots:
        names = " ".join(desk.catalogue.product(product).name for product in products)
        raise Refused(texts.NO_SUCH_LOT.format(product=names))
    return {"lot": lots[0]} if len(lots) == 1 else {"lot": None, "lots": lots}


def lot_of(answers: Answers, desk: Desk) -> Lot:
    lot = desk.session.get(Lot, answers["lot"])
    if lot is None or lot.member_id != desk.member.id or lot.state != LotState.OPEN:
        raise Refused(texts.NOT_YOURS)
    return lot


def ask_lot(answers: Answers, desk: Desk) -> Ask:
    mine = lots_of(desk)
    some = answers.get("lots")
    return Ask(texts.WHICH_LOT, [_choice(lot) for lot in mine if not some or lot.id in some])


def _choice(lot: Lot) -> Choice:
    return Choice(f"{lot.product.name} {thai.amount(lot.amount)}", str(lot.id))


def read_lot(said: Said, answers: Answers, desk: Desk) -> Answers:
    mine = lots_of(desk)
    product = read_product(said.words, desk.catalogue).product
    named = [lot for lot in mine if normalize(_choice(lot).label) == normalize(said.words)]
    meant = named or [
        lot
        for lot in mine
        if said.words == str(lot.id) or (product and product.id == lot.product_id)
    ]
    if len(meant) != 1:
        raise Unreadable(texts.EDIT_HINT, [_choice(lot) for lot in meant], meant=bool(meant))
    return {"lot": meant[0].id}


WHICH = Question("lot", "", ask_lot, read_lot, needed=lambda answers, desk: not answers.get("lot"))
