"""Whether a sentence asks why a match came out as it did, and what it says of which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.conversation import Desk
from bot.language.normalize import normalize
from bot.language.reading import Reading
from bot.said import Said
from handlers.row_ids import row_id
from models.catalogue import Product

_WHY = re.compile("ทำไม|เพราะอะไร|เพราะเหตุใด|เป็นหยัง|ยอนหยัง")
_OF_A_MATCH = re.compile(
    "ขาด|(ไม่|บ่)(ครบ|พอ|ได้|มี)|แค่|เท่านี้|ส่ำนี้|น้อย(?!หน่า)|ขาย(ไม่|บ่)|เหลือ(?!ง)|เสนอ|เลือก|มาขอ|ถึงเป็น"
)
# Money, goods that came bad or late, and buttons that do not work are for people to answer.
_OF_SOMETHING_ELSE = re.compile(
    "เงิน|ราคา|แพง|เน่า|เสีย|เหี่ยว|ช้า|ลงขาย|แก้(?!ว)|ยกเลิก|กด|ปุ่ม|รูป|ข้อความ|โทร|รับสาย|ใบเสร็จ|สมัคร|สั่งไม่ได้"
)
_UNSOLD = re.compile("ขาย.*(ไม่|บ่|แค่|น้อย)|ไม่มี(คน|ใคร|ครัว)|บ่มี(คน|ไผ)|เหลือ(?!ง)")


def is_asked(reading: Reading) -> bool:
    """False for a sentence that deals, too: what binds is not lost for a question."""
    if reading.intent in ("order", "post_stock", "confirm"):
        return False
    words = normalize(reading.text)
    of_a_match = reading.order_number is not None or _OF_A_MATCH.search(words)
    return bool(_WHY.search(words) and of_a_match and not _OF_SOMETHING_ELSE.search(words))


def hear(reading: Reading, said: Said, desk: Desk) -> Mapping[str, str]:
    """words, and where they were said the order's number, the day, and the products' ids."""
    products = [str(item.product_id) for item in reading.items if item.product_id]
    found = {
        "words": normalize(reading.text),
        "order": str(reading.order_number or ""),
        "day": reading.date.isoformat() if reading.date else "",
        "products": ".".join(products),
    }
    return {key: value for key, value in found.items() if value}


def order_of(about: Mapping[str, str]) -> int | None:
    return row_id(about.get("order", ""))


def products_of(about: Mapping[str, str], mine: Iterable[Product]) -> set[int]:
    """Those that were read, else those of *mine* whose name stands in the words."""
    read = {row_id(each) for each in about.get("products", "").split(".")} - {None}
    if read:
        return {each for each in read if each is not None}
    words = about.get("words", "")
    return {product.id for product in mine if normalize(product.name) in words}


def is_of_unsold(about: Mapping[str, str]) -> bool:
    return bool(_UNSOLD.search(about.get("words", "")))
