"""What the person wants: the intent of a sentence, and the action that refines it."""

from __future__ import annotations

from bot.language.cancels import cancel, negated_cancel
from bot.language.deals import FEW_WORDS, UNKNOWN, Wish, deal, trade
from bot.language.places import CATEGORIES
from bot.language.signs import Signs

_OVER = frozenset(("ไปแล้ว", "ส่งแล้ว", "ไปส่งแล้ว", "ส่งให้แล้ว", "ส่งของแล้ว", "ขายแล้ว"))
_NONE = frozenset(("ไม่มี", "บ่มี"))


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
    if s.any("document") and s.any("skip", "not_want") and not s.named:
        return UNKNOWN  # "ไม่ต้องส่งใบเสร็จก็ได้"
    if s.any("document") and (s.paper_first or not s.measured) and not s.any("query"):
        return "help", "document"
    if s.any("paid"):
        return "unknown", "paid"
    orders = (s.keeps and s.any("buy") and not s.past) or (s.priced and s.role == "producer")
    if "ทำไม" in s.texts and s.role == "buyer" and s.any("deliver", "complaint"):
        return "help", "person"
    if s.any("complaint") and not s.any("if") and not orders:
        return "help", "person"
    if s.any("received"):
        asks = s.any("query", "can_question", "bo")  # "ของที่สั่งไปได้ครบไหมคะ"
        return ("query_stock", "my_orders") if asks else ("confirm", "received")
    return None


def _howto(s: Signs) -> Wish | None:
    return ("help", None) if s.any("howto") and not s.measured else None


def _offers(s: Signs) -> Wish | None:
    if s.any("decline") and not s.any("query"):
        return "cancel", "decline"
    enough = s.any("buy") and "พอ" in s.texts and s.words <= FEW_WORDS  # "เอา 5 พอ"
    if (s.any("only") or enough) and s.measured and not s.named:
        return "confirm", "partial"
    if s.any("accept") and not s.any("query", "bo", "can_question", "neg") and not s.named:
        return "confirm", "accept" if not s.any("confirm") else None
    return None


def _each_offer(s: Signs) -> Wish | None:
    said = {yes for _, yes in s.answers}
    if not said or s.named or s.any("query", "can_question"):
        return None
    if len(said) > 1:
        return "confirm", "partial"
    return ("confirm", "accept") if True in said else ("cancel", "decline")


def _mine(s: Signs) -> Wish | None:
    orders = s.order_number or (s.any("order_noun") and s.role == "buyer" and not s.named)
    if s.any("my_orders") or (orders and s.any("query") and not s.measured):
        return "query_stock", "my_orders"
    if s.any("my_stock"):
        return "query_stock", "my_stock"
    return None


def _sold_out(s: Signs) -> Wish | None:
    none_left = s.role == "producer" and not s.texts.isdisjoint(_NONE) and "แล้ว" in s.texts
    if none_left and not s.measured and not s.any("query"):
        return "post_stock", "zero"
    if not s.any("sold_out") or (s.any("unknown") and not s.named):
        return None
    if s.keeps and s.role != "buyer":
        return None
    if s.any("query", "bo") or s.role == "buyer":
        return "query_stock", None
    return "post_stock", "zero"


def _question(s: Signs) -> Wish | None:
    who = any(text.startswith(("ใคร", "ไผ")) for text in s.texts)
    asks = who or s.any("query", "stock_query", "price_query", "bo", "can_question")
    wonders = s.any("price_word") and s.role == "buyer" and not s.priced and not s.any("buy")
    asks = asks or (wonders and s.named)
    wishes = s.any("buy", "change", "add", "reduce")
    polite = s.any("can_question") and wishes and s.measured and not s.any("query")
    told = s.measured or (s.priced and s.named)
    lists_prices = (
        s.role == "producer"
        and told
        and (s.priced or not who)
        and not s.any("query", "bo", "stock_query")
    )
    if not asks or polite or lists_prices:
        return None
    if s.any("demand") or (s.role == "producer" and s.any("buy") and not s.measured):
        return "query_stock", "demand"
    about_goods = s.named or s.any("place") or not s.texts.isdisjoint(CATEGORIES)
    if about_goods or s.any("stock_query", "price_query", "have", "sell", "deliver"):
        return "query_stock", None
    return None if s.any("chat", "thanks", "greeting") else UNKNOWN


def _hypothetical(s: Signs) -> Wish | None:
    over = s.past or (not s.texts.isdisjoint(_OVER) and not s.priced)
    if over and not s.any("same", "change", "add"):
        return UNKNOWN
    if s.any("neg", "not_want", "instead") and s.moved and not s.named:
        return trade(s), "reschedule"
    if s.any("maybe"):
        return UNKNOWN
    return UNKNOWN if s.any("if") and not s.any("if_none", "instead") and not s.keeps else None


def _changes(s: Signs) -> Wish | None:
    if s.any("same") and (s.any("buy") or not s.any("neg")):
        return trade(s), "same_again"
    yields = s.measured and not s.any("buy", "cancel")  # "ข้าวใหม่ออก 4 ตัน"
    if s.any("remove") and (s.named or s.any("buy")) and not yields:
        return "cancel", "remove"
    day_only = s.moved or (s.days == 1 and s.any("deliver"))
    if s.any("change") and day_only and not s.named and not s.measured:
        return trade(s), "reschedule"
    if s.corrects and s.measured:
        return trade(s), "change"  # "ไม่ใช่ 5 โล 15 โล"
    if s.measured and {"จาก", "เป็น"} <= s.texts:
        return trade(s), "change"  # "คะน้าจาก 5 เป็น 8 โล"
    becomes = s.any("add") and "เป็น" in s.texts  # "เพิ่มคะน้าเป็น 7 โล" says how much it then is
    if s.any("change", "reduce") or becomes:
        vague = (s.any("unknown", "latin") and not (s.named or s.counted)) or (
            s.named and not s.sure
        )
        return UNKNOWN if vague else (trade(s), "change")
    if s.any("add") and (s.measured or s.named):
        return trade(s), "add"
    return None


def _manners(s: Signs) -> Wish | None:
    orders = s.any("buy", "sell") and s.words > FEW_WORDS // 2
    if s.any("confirm") and not s.any("neg", "unknown", "latin") and not orders:
        return "confirm", None
    if s.any("greeting"):
        return "greeting", None
    if s.any("thanks", "chat"):
        return "smalltalk", None
    return None


_RULES = (
    _kept_out,
    _service,
    _howto,
    negated_cancel,
    _each_offer,
    cancel,
    _offers,
    _mine,
    _sold_out,
    _question,
    _hypothetical,
    _changes,
    deal,
    _manners,
)
