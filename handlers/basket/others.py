"""Goods in an answer that are not those it was asked about."""

from __future__ import annotations

from bot import texts
from bot.conversation import Desk, Unreadable
from bot.language.catalogue import ProductEntry
from bot.language.reader import read
from bot.said import Said


def check_named(said: Said, product: ProductEntry, desk: Desk) -> None:
    """Raises Unreadable when the words name a product, and not the one that was asked about."""
    if not said.is_typed:
        return
    role = desk.member.role or "buyer"
    items = read(said.words, role=role, catalogue=desk.catalogue, today=desk.today).items
    named = [{item.product_id} if item.product_id else set(item.candidates) for item in items]
    if any(known and product.id not in known for known in named):
        raise Unreadable(texts.ABOUT_OTHER.format(product=product.name))


def names_amount(said: Said, desk: Desk) -> bool:
    """Whether the words are about goods and how much of them, more than a day or a place."""
    if not said.is_typed:
        return False
    role = desk.member.role or "buyer"
    items = read(said.words, role=role, catalogue=desk.catalogue, today=desk.today).items
    return any(item.product_id and item.quantity for item in items)
