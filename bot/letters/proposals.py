"""What may be sent instead of what is short, as its buyer reads it beside the result. Pure."""

from __future__ import annotations

from bot import texts, thai
from bot.letters.facts import Facts, price
from bot.messages import LABEL, Action, tap
from models.measure import Amount


def proposed(proposal: Facts, line: Facts) -> list[str]:
    """How much of it there is, and at what price; nothing is reserved."""
    words = texts.MAY_REPLACE.format(
        product=proposal["product"],
        amount=_amount(proposal, line),
        price=thai.price(price(proposal)),
    )
    return [words]


def taken(proposal: Facts, line: Facts) -> Action:
    """The button that opens its confirm card."""
    product, amount = proposal["product"], _amount(proposal, line)
    label = texts.TAKE_SUBSTITUTE.format(product=product, amount=amount)
    if len(label) > LABEL:
        label = texts.TAKE_SUBSTITUTE_SHORT.format(product=product)
    shown = texts.TAKE_SUBSTITUTE_FOR.format(product=product, amount=amount, wished=line["product"])
    about = {"line": str(line["line"]), "product": str(proposal["product_id"])}
    return tap(label, {"go": "take_substitute", **about}, shown)


def _amount(proposal: Facts, line: Facts) -> str:
    return thai.amount(Amount(proposal["quantity"], *line["missing"][1:]))
