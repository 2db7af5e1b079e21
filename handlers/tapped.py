"""A button about a product: what it begins with, and what it adds to a basket that is open."""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation import Answers, Desk
from handlers import basket
from handlers.row_ids import row_id
from models.catalogue import Product


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    product = _product(about, desk)
    return {"items": [{"product": product}]} if product else {}


def adds(about: Mapping[str, str], answers: Answers, desk: Desk) -> Answers:
    """The button's product as one more in the basket that is open."""
    product, items = _product(about, desk), answers.get("items")
    if not product or not items:
        return {}
    there = any(entry.get("product") == product for entry in items)
    return basket.limited([*items, *([] if there else [{"product": product}])], desk)


def _product(about: Mapping[str, str], desk: Desk) -> int | None:
    product = row_id(about.get("product", ""))
    return product if product and desk.session.get(Product, product) else None
