"""Which answer the words ask for that are said to us in a group chat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.groups import Call
from bot.language.catalogue import Catalogue
from bot.language.reader import read
from bot.messages import Message
from handlers import available, demand
from handlers.book import BOOK
from handlers.groups import asked, deciding
from handlers.groups.place import Place

Answer = Callable[[Place], list[Message]]
_HELP = {"", "ช่วยเหลือ", "ช่วยด้วย", "เมนู", "สวัสดี", "ทำอะไรได้บ้าง", "หวัดดี", "อยู่ไหม"}
_SUMMARY = {"สรุปกลุ่ม", "สรุป", "ขอสรุป", "ขอสรุปกลุ่ม", "ดูสรุป", "ดูสรุปกลุ่ม", "สรุปพรุ่งนี้", "สรุปวันนี้"}
_LINK = {"ผูกกลุ่ม", "ผูกกลุ่มนี้", "ขอผูกกลุ่ม", "ผูกกับกลุ่ม", "ผูกแชท", "ผูกแชทนี้"}
_UNLINK = {"เลิกผูกกลุ่ม", "ยกเลิกผูกกลุ่ม", "ยกเลิกการผูกกลุ่ม", "เลิกผูก", "ยกเลิกผูก"}
_ON = {"ส่งสรุปทุกวัน", "ส่งสรุปกลุ่มทุกวัน", "ส่งสรุปให้ทุกวัน", "เปิดส่งสรุป", "ขอสรุปทุกวัน"}
_OFF = {"หยุดส่งสรุป", "เลิกส่งสรุป", "ไม่ต้องส่งสรุป", "หยุดส่งสรุปทุกวัน", "ปิดส่งสรุป", "ยกเลิกส่งสรุป"}
_WORDS: dict[str, Answer] = {
    **dict.fromkeys(_HELP, asked.show_help),
    **dict.fromkeys(_SUMMARY, asked.summary),
    **dict.fromkeys(_LINK, deciding.link),
    **dict.fromkeys(_UNLINK, deciding.unlink),
    **dict.fromkeys(_ON, deciding.switch_on),
    **dict.fromkeys(_OFF, deciding.switch_off),
    **dict.fromkeys((each.replace(" ", "") for each in available.VIEW.words), asked.on_offer),
    **dict.fromkeys((each.replace(" ", "") for each in demand.WORDS), asked.wanted),
}
_INTENTS: dict[str, Answer] = {
    "query_stock": asked.on_offer,
    "help": asked.show_help,
    "greeting": asked.show_help,
    "smalltalk": asked.thanks,
    "post_stock": asked.private,
    "order": asked.private,
    "cancel": asked.private,
    "confirm": asked.private,
}


def answer_to(call: Call, catalogue: Catalogue, today: date) -> Answer | None:
    """None where people speak about us rather than to us."""
    known = _WORDS.get(call.words.replace(" ", ""))
    if known is not None or call.is_glued:
        return known
    reading = read(call.words, role="producer", catalogue=catalogue, today=today)
    if reading.action == "demand":
        return asked.wanted
    if reading.action or reading.items or _starts_something(call.words):
        return asked.private
    return _INTENTS.get(reading.intent, asked.lost)


def _starts_something(words: str) -> bool:
    """Whether they would, in a chat of one's own."""
    fixed = [each.words for each in BOOK.conversations]
    fixed += [*(each.words for each in BOOK.views), *(each.words for each in BOOK.taps)]
    begun = any(each.rest(words) is not None for each in BOOK.conversations)
    return begun or any(words in each for each in fixed)


def tells_price(call: Call | None) -> bool:
    """Whether the answer says what a post to all of the chat costs."""
    return call is not None and _WORDS.get(call.words.replace(" ", "")) is deciding.switch_on
