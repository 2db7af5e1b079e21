"""The offers a producer has yet to answer, as the goods they see on the cards, and what words say
of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from bot.conversation import Desk
from bot.language.answers import Amount as Said
from bot.language.catalogue import ProductEntry
from bot.language.replies import ALL, LAST, REST, Verdict, read_reply
from models.allocation import Allocation
from models.heard import told_of
from models.measure import Amount
from models.offers import waiting_for
from models.order import Order

# What people call a kitchen by its kind.
KITCHEN_WORDS = {
    "hospital": ("หมอ", "โรงพยาบาล", "รพ."),
    "school": ("ครู", "โรงเรียน"),
    "hotel": ("โรงแรม", "เชฟ"),
    "restaurant": ("ร้าน",),
}


@dataclass(frozen=True, slots=True)
class Goods:
    """Offers of one order that are one row on its card: alike but for the lots they come from."""

    offers: tuple[Allocation, ...]

    @property
    def order(self) -> Order:
        return self.offers[0].line.order

    @property
    def ids(self) -> list[int]:
        return [offer.id for offer in self.offers]

    @property
    def amount(self) -> Amount:
        return self.offers[0].amount.with_quantity(sum(offer.quantity for offer in self.offers))

    def product(self, desk: Desk) -> ProductEntry:
        return desk.catalogue.product(self.offers[0].product.id)


def waiting(desk: Desk) -> Sequence[Allocation]:
    return desk.session.scalars(waiting_for(desk.member.id)).all()


def known(desk: Desk) -> list[Allocation]:
    """Those of them that had reached the producer when the words were said."""
    offers = waiting(desk)
    told = told_of(desk.session, desk.member.id, desk.event_key) if offers else set()
    return [offer for offer in offers if offer.id in told]


def still_open(offers: Iterable[Allocation], desk: Desk) -> list[Allocation]:
    return [each for each in offers if each.is_offered and desk.now < each.answer_by]


def goods_of(offers: Iterable[Allocation]) -> list[Goods]:
    """In the order in which the cards show them."""
    rows = groupby(sorted(offers, key=_place), key=_place)
    return [Goods(tuple(sorted(some, key=lambda offer: offer.id))) for _, some in rows]


def answerable(desk: Desk) -> list[Goods]:
    """What words can answer now."""
    return goods_of(still_open(known(desk), desk))


def _place(offer: Allocation) -> tuple[Hashable, ...]:
    order, amount = offer.line.order, offer.amount
    kind = (offer.product.name, offer.satang, offer.price_unit)
    return (order.delivery_day, order.number, *kind, amount.measure, amount.unit, amount.factor)


def kitchen_names(order: Order) -> list[str]:
    names = (order.buyer.name, order.member.name, *KITCHEN_WORDS.get(order.buyer.kind, ()))
    return [name for name in names if name]


Plan = list[tuple[Goods, Verdict]]


def planned(words: str, goods: Sequence[Goods], desk: Desk) -> Plan | None:
    """What the words answer to which goods.

    None when they are no answer, or when it is not plain which offers they mean: then a verdict on
    one order is never taken for another's.
    """
    verdicts = read_reply(words, _names(goods, desk)) if goods else ()
    if len(verdicts) > 1 and not all(verdict.targets for verdict in verdicts):
        return None
    plan: dict[int, Verdict] = {}
    for verdict in sorted(verdicts, key=lambda each: REST in each.targets):
        meant = _meant(verdict, goods, plan)
        if not meant:
            return None
        plan |= dict.fromkeys(meant, verdict)
    return [(goods[place], verdict) for place, verdict in sorted(plan.items())] or None


def _names(goods: Sequence[Goods], desk: Desk) -> Mapping[str, Hashable]:
    names: dict[str, Hashable] = {}
    for each in goods:
        product = each.product(desk)
        names |= dict.fromkeys((product.name, *product.aliases), ("product", product.id))
        for name in kitchen_names(each.order):
            orders = {one.order.id for one in goods if name in kitchen_names(one.order)}
            names[name] = ("orders", tuple(sorted(orders)))
    return names


def _meant(verdict: Verdict, goods: Sequence[Goods], plan: Mapping[int, Verdict]) -> list[int]:
    """Places of the goods a verdict is about; none when it is not plain."""
    everything = range(len(goods))
    if not verdict.targets:
        return list(everything) if len({each.order.id for each in goods}) == 1 else []
    if ALL in verdict.targets and len(verdict.targets) == 1:
        return list(everything)
    if REST in verdict.targets:
        return [place for place in everything if place not in plan]
    found = [_of_target(target, goods) for target in verdict.targets if target != ALL]
    return sorted({place for some in found for place in some}) if all(found) else []


def _of_target(target: Hashable, goods: Sequence[Goods]) -> list[int]:
    """ "อันแรก" is the first order, or the first goods when all are of one order."""
    if isinstance(target, int):
        orders = list(dict.fromkeys(each.order.id for each in goods))
        units: Sequence[int] = orders if len(orders) > 1 else range(len(goods))
        if target != LAST and not 0 < target <= len(units):
            return []
        wanted = units[target if target == LAST else target - 1]
        return [
            place
            for place, each in enumerate(goods)
            if wanted == (each.order.id if len(orders) > 1 else place)
        ]
    kind, value = target if isinstance(target, tuple) else ("", None)
    if kind == "product":
        return _where(goods, lambda each: each.offers[0].product.id == value)
    wanted_orders = value if kind == "orders" else (value,)
    return _where(goods, lambda each: each.order.id in wanted_orders)


def _where(goods: Sequence[Goods], is_meant: Callable[[Goods], bool]) -> list[int]:
    return [place for place, each in enumerate(goods) if is_meant(each)]


def part_said(verdict: Verdict, goods: Goods) -> tuple[Fraction | None, str]:
    """(number, unit) of a verdict on part of the goods; None for a number yet to be said."""
    whole, unit = goods.amount.shown()
    if isinstance(verdict.amount, Said):
        return verdict.amount.quantity, verdict.amount.unit or unit
    return (whole * verdict.amount if verdict.amount else None), unit
