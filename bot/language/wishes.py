"""What the person wants: the intent of a sentence, and the action that refines it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.assemble import Gathering
from bot.language.nodes import Clock, Mark, Measure, Name, Node, Price, Repeat, When
from bot.language.places import CATEGORIES
from bot.language.reading import Action, Intent

Wish = tuple[Intent, Action | None]
FEW_WORDS = 5
"""More words than this that name no product are talk about trade, not the beginning of a deal."""
UNKNOWN: Wish = ("unknown", None)


@dataclass(frozen=True, slots=True)
class Signs:
    """What the nodes of one sentence show, in the form in which wishes are told apart."""

    role: str
    kinds: frozenset[str]
    texts: frozenset[str]
    named: bool
    measured: bool
    priced: bool
    dated: bool
    repeats: bool
    past: bool
    order_number: bool
    counted: bool
    keeps: bool
    drops: bool
    moved: bool
    sure: bool
    refused: bool
    words: int

    def any(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)


def signs_of(nodes: list[Node], found: Gathering, role: str, *, past: bool) -> Signs:
    marks = [n for n in nodes if isinstance(n, Mark)]
    return Signs(
        role=role,
        kinds=frozenset(m.kind for m in marks),
        texts=frozenset(m.text for m in marks),
        named=any(isinstance(n, Name) for n in nodes),
        measured=any(isinstance(n, Measure) for n in nodes),
        priced=any(isinstance(n, Price) for n in nodes),
        dated=any(isinstance(n, When | Clock) for n in nodes),
        repeats=any(isinstance(n, Repeat) for n in nodes),
        past=past,
        order_number=any(m.kind == "order_number" for m in marks),
        counted=any(isinstance(n, Measure) and n.unit is not None for n in nodes),
        keeps=any(d.name and d.measure for d in found.of_mode("keep")),
        drops=any(d.name for d in found.of_mode("drop")),
        refused=_ends_in_refusal(nodes),
        sure=any(isinstance(n, Name) and n.product for n in nodes) or found_measure(found),
        words=sum(m.kind not in ("particle", "sign", "line") for m in marks),
        moved=sum(isinstance(n, When) for n in nodes) == 2,
    )


def _ends_in_refusal(nodes: list[Node]) -> bool:
    said = [n for n in nodes if not (isinstance(n, Mark) and n.kind in ("particle", "sign"))]
    last = said[-1] if said else None
    return isinstance(last, Mark) and last.kind in ("not_want", "cancel") and not _asked(said)


def _asked(said: list[Node]) -> bool:
    return any(isinstance(n, Mark) and n.kind == "if" for n in said)


def found_measure(found: Gathering) -> bool:
    return any(draft.measure for draft in found.drafts)


def wish_of(signs: Signs) -> Wish:
    """The first rule that knows the sentence; "unknown" when none does."""
    for rule in _RULES:
        wish = rule(signs)
        if wish is not None:
            return wish
    return UNKNOWN


def _kept_out(s: Signs) -> Wish | None:
    """Spam, links and orders to the machine are never a deal."""
    return UNKNOWN if s.any("off_topic", "link") else None


def _service(s: Signs) -> Wish | None:
    if s.any("person"):
        return "help", "person"
    if s.any("document") and not s.measured and not s.any("query"):
        return "help", "document"
    if s.any("paid"):
        return "unknown", "paid"
    if s.any("complaint") and not s.any("if"):
        return "help", "person"
    if s.any("received"):
        return "confirm", "received"
    return None


def _howto(s: Signs) -> Wish | None:
    return ("help", None) if s.any("howto") and not s.measured else None


def _negated_cancel(s: Signs) -> Wish | None:
    return UNKNOWN if s.any("not_cancel") and not s.measured else None


def _cancel(s: Signs) -> Wish | None:
    if s.any("skip"):
        return "cancel", "skip"
    if s.any("reschedule"):
        return _trade(s), "reschedule"
    if s.any("not_cancel") or not s.any("cancel", "not_want"):
        return None
    if s.keeps and not s.drops and not s.any("cancel") and not s.refused:
        return None  # "ไม่เอาเม็ดใหญ่" is about the goods
    return _instead_of(s) or ("cancel", None)


def _instead_of(s: Signs) -> Wish | None:
    """Leaving one thing out of an order that goes on is no cancelling."""
    if s.any("same") and s.drops and not s.any("cancel"):
        return _trade(s), "same_again"
    if s.keeps and s.drops and not s.any("same") and s.any("buy", "sell", "have", "instead"):
        return _trade(s), "change" if s.any("instead", "change") else None
    return None


def _offers(s: Signs) -> Wish | None:
    if s.any("decline") and not s.any("query"):
        return "cancel", "decline"
    if s.any("only") and s.measured and not s.named:
        return "confirm", "partial"
    if s.any("accept") and not s.any("query", "bo", "can_question", "neg") and not s.named:
        return "confirm", "accept" if not s.any("confirm") else None
    return None


def _mine(s: Signs) -> Wish | None:
    if s.any("my_orders") or (s.order_number and s.any("query")):
        return "query_stock", "my_orders"
    if s.any("my_stock"):
        return "query_stock", "my_stock"
    return None


def _sold_out(s: Signs) -> Wish | None:
    if not s.any("sold_out") or (s.any("unknown") and not s.named):
        return None
    if s.keeps and s.role != "buyer":
        return None
    if s.any("query", "bo") or s.role == "buyer":
        return "query_stock", None
    return "post_stock", "zero"


def _question(s: Signs) -> Wish | None:
    asks = s.any("query", "stock_query", "price_query", "bo", "can_question")
    wishes = s.any("buy", "change", "add", "reduce")
    polite = s.any("can_question") and wishes and s.measured and not s.any("query")
    if not asks or polite:
        return None
    about_goods = s.named or not s.texts.isdisjoint(CATEGORIES)
    if about_goods or s.any("stock_query", "price_query", "have", "sell", "deliver"):
        return "query_stock", None
    return None if s.any("chat", "thanks", "greeting") else UNKNOWN


def _hypothetical(s: Signs) -> Wish | None:
    if s.past and not s.any("same", "change", "add"):
        return UNKNOWN
    if s.any("neg", "not_want", "instead") and s.moved and not s.named:
        return _trade(s), "reschedule"
    if s.any("maybe"):
        return UNKNOWN
    return UNKNOWN if s.any("if") and not s.any("if_none", "instead") and not s.keeps else None


def _changes(s: Signs) -> Wish | None:
    if s.any("same") and (s.any("buy") or not s.any("neg")):
        return _trade(s), "same_again"
    if s.any("remove") and (s.named or s.any("buy")):
        return "cancel", "remove"
    if s.any("change", "reduce"):
        return _trade(s), "change"
    if s.any("add") and (s.measured or s.named):
        return _trade(s), "add"
    return None


def _deal(s: Signs) -> Wish | None:
    if s.any("neg") and not s.any("if", "if_none", "instead") and not (s.keeps and s.drops):
        return UNKNOWN
    if s.any("chat") and not s.measured and not s.any("buy", "sell"):
        return None
    substance = s.named or s.counted or s.priced
    if s.any("sell") and (substance or _only_begins(s)):
        return "post_stock", None
    if s.any("buy") and (substance or _says_order(s) or (s.measured and s.words <= FEW_WORDS)):
        return "order", None
    has = s.any("have") or (s.any("can") and s.role == "producer")
    if has and (s.named or s.counted):
        return ("query_stock", None) if s.role == "buyer" else ("post_stock", None)
    return _bare_deal(s)


def _says_order(s: Signs) -> bool:
    """Nothing is named, but "สั่งของหน่อย" begins an order; "เอาไงดี" does not."""
    said = any(verb in text for text in s.texts for verb in ("สั่ง", "ซื้อ", "จอง", "order"))
    return said and _only_begins(s)


def _only_begins(s: Signs) -> bool:
    return s.words <= FEW_WORDS and not s.measured and not s.any("unknown", "latin", "have", "can")


def _bare_deal(s: Signs) -> Wish | None:
    """No verb: the role says what "คะน้า 20" means."""
    if s.any("chat", "thanks") and not s.measured:
        return None
    goods = s.any("unknown", "latin") or not s.texts.isdisjoint(CATEGORIES)
    if not s.named and not (s.measured and goods):
        return None
    if s.role == "producer":
        said = s.measured or s.priced or not s.any("unknown", "count")
        return ("post_stock", None) if said and s.sure else UNKNOWN
    if s.role != "buyer":
        return UNKNOWN
    if s.measured or s.priced or s.dated or s.repeats or s.any("deliver"):
        return "order", None
    return "query_stock", None


def _manners(s: Signs) -> Wish | None:
    orders = s.any("buy", "sell") and s.words > FEW_WORDS // 2
    if s.any("confirm") and not s.any("neg", "unknown", "latin") and not orders:
        return "confirm", None
    if s.any("greeting"):
        return "greeting", None
    if s.any("thanks", "chat"):
        return "smalltalk", None
    return None


def _trade(s: Signs) -> Intent:
    return "post_stock" if s.role == "producer" else "order"


_RULES = (
    _kept_out,
    _service,
    _howto,
    _negated_cancel,
    _cancel,
    _offers,
    _mine,
    _sold_out,
    _question,
    _hypothetical,
    _changes,
    _deal,
    _manners,
)
