"""Does a sentence offer or order goods? Only where a verb, or an amount and the role, say so."""

from __future__ import annotations

from bot.language.places import CATEGORIES
from bot.language.reading import Action, Intent
from bot.language.signs import Signs

Wish = tuple[Intent, Action | None]
UNKNOWN: Wish = ("unknown", None)
FEW_WORDS = 5
"""More words than this that name no product are talk about trade, not the beginning of a deal."""


def trade(s: Signs) -> Intent:
    """What this person does when no verb tells: sell or buy."""
    return "post_stock" if s.role == "producer" else "order"


def deal(s: Signs) -> Wish | None:
    """A lot or an order, if the sentence is sure enough to show its card; refusals are unknown."""
    if (
        s.any("neg")
        and not s.any("if", "if_none", "instead")
        and not (s.keeps and (s.drops or s.accepts))
    ):
        return UNKNOWN
    if s.any("trait") and not s.measured:
        return UNKNOWN  # "ผักบุ้งไม่สวยช่วงนี้"
    if s.grows and not s.priced:
        return UNKNOWN
    if s.any("chat") and not s.measured and not s.any("buy", "sell"):
        return None
    return _with_verb(s) or _bare_deal(s)


def _with_verb(s: Signs) -> Wish | None:
    substance = s.named or s.counted or s.priced
    if s.any("sell") and (substance or _only_begins(s)):
        return "post_stock", None
    if s.role == "producer" and s.any("have") and s.named and s.priced:
        return "post_stock", None  # "มีมะระ 6 โล เอาโลละ 50"
    buys = s.any("buy") or (s.any("demand") and s.role == "buyer")
    if buys and (substance or _says_order(s)):
        return "order", None
    has = s.any("have") or (s.any("can") and s.role == "producer")
    if has and (s.named or s.counted):
        return ("query_stock", None) if s.role == "buyer" else ("post_stock", None)
    return None


def _says_order(s: Signs) -> bool:
    """Nothing is named, but "สั่งของหน่อย" begins an order; "เอาไงดี" does not."""
    said = any(verb in text for text in s.texts for verb in ("สั่ง", "ซื้อ", "จอง", "order"))
    return said and "แล้ว" not in s.texts and _only_begins(s)


def _only_begins(s: Signs) -> bool:
    return s.words <= FEW_WORDS and not s.measured and not s.any("unknown", "latin", "have", "can")


def _bare_deal(s: Signs) -> Wish | None:
    """No verb: the role says what "คะน้า 20" means."""
    if s.any("chat", "thanks") and not s.measured:
        return None
    if s.role == "buyer" and {"ได้", "มา"} <= s.texts:
        return UNKNOWN  # "ได้ผักบุ้งมา 2 กำ": it is there already
    goods = s.any("unknown", "latin") or not s.texts.isdisjoint(CATEGORIES)
    for_people = s.any("for_each") and s.role == "buyer"
    if not s.named and not ((s.counted or for_people) and goods):
        return None
    if s.role == "producer":
        said = s.measured or s.priced or not s.any("unknown", "count")
        return ("post_stock", None) if said and s.sure else UNKNOWN
    if s.role != "buyer":
        return UNKNOWN
    if s.measured or s.priced or s.dated or s.repeats or s.any("deliver", "for_each"):
        return "order", None
    return "query_stock", None
