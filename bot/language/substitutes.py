"""What a sentence says of substitutes, where its words have to be known as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.language.catalogue import Catalogue
from bot.language.normalize import normalize

Pairs = tuple[tuple[int, int], ...]
_SHORT = "(?:ถ้า|หาก)?(?:ไม่มี|ไม่พอ|หมด|ขาด|ไม่ครบ)(?:ก็)?"
_OTHER = "(?:ของ|ผัก|อย่าง|ตัว|ชนิด|อัน|สินค้า)?อื่น(?:ๆ)?"
_NO = "(?:ห้าม|อย่า|ไม่ต้อง|ไม่เอา|ไม่รับ|ไม่ให้|ไม่อยากได้|บ่เอา|บ่ต้อง|ไม่)"
# "ไม่เอาอย่างอื่นแทน", "ห้ามแทน", "ไม่รับของแทน", "ห้ามเปลี่ยนเป็นอย่างอื่น"; a product in between, or
# one behind ด้วย, is another matter.
_FORBIDS = re.compile(
    rf"(?:แต่\s*)?(?:{_SHORT}\s*)?{_NO}\s*(?:เอา|ใช้|รับ|ให้|ส่ง|หา)?\s*(?:{_OTHER}|ของ|อะไร)?\s*(?:มา)?"
    rf"(?:แทน(?:ด้วย\s*{_OTHER}|(?!\s*ด้วย))|เปลี่ยน(?:เป็น|ให้เป็น)?\s*{_OTHER})"
)
# "อะไรแทนก็ได้" names nothing: nothing is sent for it unasked.
_ANYTHING = re.compile(rf"(?:{_SHORT}\s*)?(?:เอา|ใช้|รับ)?\s*อะไร(?:มา)?แทน(?:ก็)?(?:ได้)?")
# "ใช้กวางตุ้งแทนก็ได้" is "ถ้าไม่พอเอากวางตุ้งแทนก็ได้" in other words.
_USE = re.compile(rf"(?:{_SHORT}\s*)?(?:ให้)?ใช้(?=(?:(?!แทน|\d).){{2,40}}แทน)")
_ASKS = re.compile(r"ไหม|มั้ย|มัย|หรือเปล่า|รึเปล่า|ป่าว|\?|ทำไม|อะไร|ยังไง|เท่าไ")
_TAKES_BACK = re.compile(rf"{_NO}|ยกเลิก")


def plain(said: str) -> tuple[str, bool]:
    """The sentence without the words that forbid every substitute, and whether it had them."""
    rest, forbids = _FORBIDS.subn(" ", said)
    return _USE.sub("ถ้าไม่พอเอา", _ANYTHING.sub(" ", rest)), forbids > 0


def is_consent(said: str) -> bool:
    """Whether it may allow a substitute without ordering anything: no question, and no no."""
    return "แทน" in said and not _ASKS.search(said) and not _TAKES_BACK.search(_without_if(said))


def _without_if(said: str) -> str:
    return re.sub("ไม่(?:มี|พอ|ครบ|ได้)", " ", said)


def turned(pairs: Iterable[tuple[int, int]], said: str, catalogue: Catalogue) -> Pairs:
    """(wanted, sent instead), also of "เอากวางตุ้งแทนคะน้า", where the wanted one comes last."""
    return tuple((b, a) if _follows(b, said, catalogue) else (a, b) for a, b in pairs)


def _follows(product_id: int, said: str, catalogue: Catalogue) -> bool:
    product = catalogue.product(product_id)
    names = (normalize(name) for name in (product.name, *product.aliases))
    return any(re.search(rf"แทน\s*(?:ที่)?{re.escape(name)}", said) for name in names)
