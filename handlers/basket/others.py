"""Goods in an answer that are not those it was asked about."""

from __future__ import annotations

from bot.conversation import Desk
from bot.language.reader import read
from bot.said import Said


def names_other(said: Said, product_id: int | None, desk: Desk) -> bool:
    """Whether the words name a product, and not the one that was asked about."""
    if not said.is_typed:
        return False
    role = desk.member.role or "buyer"
    items = read(said.words, role=role, catalogue=desk.catalogue, today=desk.today).items
    named = [{item.product_id} if item.product_id else set(item.candidates) for item in items]
    return any(known and product_id not in known for known in named)


def names_amount(said: Said, desk: Desk) -> bool:
    """Whether the words are about goods and how much of them, more than a day or a place."""
    if not said.is_typed:
        return False
    role = desk.member.role or "buyer"
    items = read(said.words, role=role, catalogue=desk.catalogue, today=desk.today).items
    return any(item.product_id and item.quantity for item in items)
