"""A producer asks why an offer came to them, or why what they have finds no buyer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot import texts, thai
from bot.conversation import Desk
from bot.messages import Message, say, text
from handlers.lots_meant import lots_of
from handlers.why import telling
from handlers.why.asked import is_of_unsold, order_of, products_of
from models.allocation import Allocation
from models.lot import Lot
from models.offers import to_deliver, waiting_for
from models.unsold import why_unsold

# More than these and nobody reads on.
MOST_OFFERS = 5


def show(about: Mapping[str, str], desk: Desk) -> list[Message]:
    offers = [] if is_of_unsold(about) else _offers(about, desk)
    if offers:
        return _of_offers(offers[:MOST_OFFERS], desk)
    if "order" in about:
        return [text(texts.WHY_NO_OFFER, [say(texts.MENU_OFFERS), say(texts.MENU_DELIVER)])]
    return _of_lots(about, desk)


def _offers(about: Mapping[str, str], desk: Desk) -> list[Allocation]:
    """Those that wait, or else those that were promised, the newest first."""
    ask = desk.session.scalars
    for query in (
        waiting_for(desk.member.id),
        to_deliver(desk.member.id, desk.today),
    ):
        mine = ask(query).all()
        products = products_of(about, [offer.lot.product for offer in mine])
        meant = [
            offer
            for offer in mine
            if ("order" not in about or offer.line.order_id == order_of(about))
            and (not products or offer.lot.product_id in products)
        ]
        if meant:
            return sorted(meant, key=lambda offer: -offer.id)
    return []


def _of_offers(offers: Sequence[Allocation], desk: Desk) -> list[Message]:
    told = [
        texts.WHY_OFFER_LINE.format(
            what=_for_kitchen(offer, desk), why=telling.chosen(offer.reason, texts.WHY_ASKED)
        )
        for offer in offers
    ]
    return [text("\n".join(told), [say(texts.MENU_OFFERS), say(texts.MENU_STOCK)])]


def _for_kitchen(offer: Allocation, desk: Desk) -> str:
    return texts.FOR_KITCHEN.format(
        product=offer.lot.product.name,
        amount=thai.amount(offer.amount),
        day=thai.near_day(offer.line.order.delivery_day, desk.today),
        buyer=offer.line.order.buyer.name,
    )


def _of_lots(about: Mapping[str, str], desk: Desk) -> list[Message]:
    """Lots with the same answer are told together."""
    choices = [say(texts.MENU_DEMAND), say(texts.MENU_STOCK)]
    mine = lots_of(desk)
    if not mine:
        return [text(texts.MY_STOCK_EMPTY, [say(texts.MENU_DEMAND), say(texts.MENU_SELL)])]
    products = products_of(about, [lot.product for lot in mine])
    meant = [lot for lot in mine if not products or lot.product_id in products]
    if not meant:
        names = " ".join(desk.catalogue.product(product).name for product in sorted(products))
        return [text(texts.NO_SUCH_LOT.format(product=names), choices)]
    told: dict[str, list[str]] = {}
    for lot in meant:
        told.setdefault(_why(lot, desk), []).append(_goods(lot))
    return [text("\n".join(_line(goods, why) for why, goods in told.items()), choices)]


def _why(lot: Lot, desk: Desk) -> str:
    if not lot.free:
        return texts.WHY_SOLD_OUT
    return telling.of_lot(lot, why_unsold(desk.session, lot, desk.now))


def _goods(lot: Lot) -> str:
    left = lot.amount.with_quantity(lot.free or lot.quantity)
    return texts.WHY_GOODS.format(product=lot.product.name, amount=thai.amount(left))


def _line(goods: Sequence[str], why: str) -> str:
    return texts.WHY_LOT_LINE.format(goods=", ".join(goods), why=why)
