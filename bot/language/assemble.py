"""Nodes into items: which amount and which price belong to which product."""

from __future__ import annotations

from dataclasses import replace

from bot.language.amounts import add_measure, without_amount
from bot.language.drafts import A_NAME, Draft, Gathering
from bot.language.lexicon.units import canonical_unit
from bot.language.nodes import ForEach, Mark, Measure, Name, Node, Pack, Price, Repeat, When
from bot.language.places import CATEGORIES
from bot.language.settling import settle
from bot.language.turns import turn

_BREAKS = frozenset(("line", "bullet"))
_LOOSE = frozenset(("unknown", "latin"))
_ORIGINS = frozenset(
    ("จาก", "ของ", "ที่", "ใน", "แบบ", "ตรา", "ยี่ห้อ", "พันธุ์", "บ้าน", "กลุ่ม", "ร้าน", "โรงเรียน")
)
_TRANSPARENT = frozenset(("particle", "sign", "quality", "filler", "approx", "count", "trait"))


def gather(nodes: list[Node]) -> Gathering:
    """The items of a sentence, in the order in which they are named."""
    found = Gathering()
    for node in nodes:
        if isinstance(node, Name):
            _name(found, node)
        elif isinstance(node, Measure):
            add_measure(found, node)
        elif isinstance(node, Price):
            _price(found, node)
        elif isinstance(node, Pack):
            _pack(found, node)
        elif isinstance(node, ForEach):
            _for_each(found)
        elif isinstance(node, Mark):
            _mark(found, node)
        found.after_day = isinstance(node, When)
        found.after_repeat = isinstance(node, Repeat) and "BY" not in node.rule
    settle(found)
    return found


def _name(found: Gathering, name: Name) -> None:
    last = found.open()
    found.loose = None
    found.spreading = False
    found.before = A_NAME
    if last is not None and last.name is None and last.mode == found.mode:
        last.name = name
        return
    if found.changing and found.becoming and last is not None and last.measure is None:
        last.mode = "drop"
    found.becoming = False
    found.begin(name=name)


def _price(found: Gathering, price: Price) -> None:
    last = found.open()
    if found.lump and price.form == "bare":
        price = replace(price, form="total")  # "ขายเหมา ขนุน 10 ลูก 500 บาท"
    if price.form == "budget":
        found.budget = price
    elif price.each or (found.each is not None and found.spreading):
        found.each_price = price
    elif last is None and (above := _unpriced(found, price)) is not None:
        above.price = price
    elif last is None and found.loose is not None and price.form == "per":
        found.begin(name=Name(None, found.loose.text), price=price)  # "ทุเรียนโลละ 80 มี 10 โล"
        found.loose = None
    elif last is None or found.only_if(last):
        found.begin(price=price)
    elif last.price is None:
        last.price = price
    elif _other_unit(last.price, price):
        if last.measure is None:
            last.other_price = price
        elif last.measure.unit == price.unit:
            last.price = price
    elif not _is_sum(last, price):
        found.begin(price=price)


def _unpriced(found: Gathering, price: Price) -> Draft | None:
    """The item on the line above, if this line is the price for one of it."""
    above = found.drafts[-1] if found.drafts else None
    if above is None or above.line != found.line - 1 or above.price or above.measure is None:
        return None
    return above if price.form == "per" and above.name is not None else None


def _other_unit(first: Price, second: Price) -> bool:
    """ "ขวดละ 25 โหลละ 280": one thing's price, by the bottle and by the dozen."""
    return first.form == second.form == "per" and first.unit != second.unit


def _is_sum(draft: Draft, price: Price) -> bool:
    """ "กก.ละ 25 บาท รวม 125 บาท": the sum of what was said, not another price."""
    if price.form != "total" or draft.measure is None or draft.price is None:
        return False
    quantity, each = draft.measure.quantity, draft.price.baht
    return quantity is not None and each is not None and price.baht == quantity * each


def _pack(found: Gathering, pack: Pack) -> None:
    last = found.open()
    if last is not None:
        last.pack = pack


def _for_each(found: Gathering) -> None:
    """ "ข้าว 120 คน คนละ 2 ขีด" names its goods, though not how much in all."""
    if found.loose is not None:
        found.begin(name=Name(None, found.loose.text))
        found.loose = None


def _mark(found: Gathering, mark: Mark) -> None:
    if mark.kind in _LOOSE and not mark.gap and _goes_on(found, mark):
        return
    if mark.kind in _BREAKS:
        found.line += 1
        found.mode = "keep"
    elif mark.kind in _LOOSE and found.before_text in _ORIGINS and not mark.gap:
        pass  # "จากเล้า", "ของสวนลุงดี": where it comes from or goes to, no product
    elif mark.kind in _LOOSE or _is_category(found, mark):
        found.loose = mark if found.loose is None else _longer(found.loose, mark)
        return
    else:
        turn(found, mark)
    opens_prices = mark.kind in ("price_word", "price_query") and not found.drafts
    if opens_prices or (mark.kind in ("change", "reduce") and "ราคา" in mark.text):
        found.pricing = True
    if mark.kind == "unit" and found.before_text == "หน่วยเป็น":
        found.every_unit = canonical_unit(mark.text)
    if mark.text == ":" and found.before == A_NAME:
        found.drafts[-1].heading = True
    found.lump = found.lump or (mark.kind == "total_word" and "เหมา" in mark.text)
    found.before, found.before_text = mark.kind, mark.text
    found.bracketed = mark.text == "(" or (found.bracketed and mark.text != ")")
    if mark.kind not in _TRANSPARENT:
        found.loose = None


def _goes_on(found: Gathering, mark: Mark) -> bool:
    """ "ผัดคะน้าหมูกรอบ" is one dish, "มันเทศหัวแดง" a kind of มันเทศ."""
    last = found.open()
    if last is None or last.name is None or last.measure is not None:
        return False
    if found.before == A_NAME and last.name.product is None:
        last.name = replace(last.name, raw=last.name.raw + mark.text)
        return True
    return found.before == "unit"


def _is_category(found: Gathering, mark: Mark) -> bool:
    """ "ข้าว 5 กก.": which ข้าว must be asked."""
    return mark.text in CATEGORIES and without_amount(found) is None


def _longer(first: Mark, second: Mark) -> Mark:
    space = " " if second.gap else ""
    return replace(first, text=first.text + space + second.text)
