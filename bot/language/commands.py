"""Words that steer a conversation. Only a message that says nothing else is a command."""

from __future__ import annotations

from typing import Literal

from bot.language.catalogue import Catalogue
from bot.language.normalize import bare, normalize
from bot.language.segment import segment

Command = Literal["cancel", "back", "restart", "help", "confirm", "edit", "skip", "done"]
COMMAND_LIMIT = 60
"""A longer message is no command."""

_PHRASES: dict[Command, str] = {
    "cancel": """ยกเลิก ขอยกเลิก ไม่เอาแล้ว ไม่ทำแล้ว เลิก cancel ไม่เอาละ แคนเซิล บ่เอาแล้ว ไม่ขายแล้ว
        ไม่สั่งแล้ว ยกเลิกทั้งหมด ยกเลิกไปก่อน เลิกทำ ยกเลิกเลย ออก ไม่ลงแล้ว ไม่เอาแล้วยกเลิก
        ยกเลิกหมด ยกเลิกหมดเลย ยกเลิกทั้งหมดเลย ยกเลิกเบิด ยกเลิกเบิ่ด บ่ขายแล้ว""",
    "back": """ย้อนกลับ กลับ ย้อน back ก่อนหน้า กลับไปก่อน ถอยหลัง ย้อนกลับไป กลับไป ขอย้อนกลับ
        ย้อนกลับไปข้อก่อน ข้อก่อนหน้า""",
    "restart": """เริ่มใหม่ เริ่มต้นใหม่ restart ตั้งต้นใหม่ เอาใหม่ ทำใหม่ ขอเริ่มใหม่ เริ่มใหม่ทั้งหมด
        เริ่มใหม่หมด""",
    "help": """ช่วยเหลือ ช่วยด้วย ทำยังไง เมนู help menu ใช้ยังไง วิธีใช้ คู่มือ งง ทำไง ช่วยหน่อย
        ขอความช่วยเหลือ ใช้ไม่เป็น ทำไม่เป็น ไม่เข้าใจ ต้องทำยังไง ทำอะไรได้บ้าง ทำอย่างไร ใช้ไง วิธีใช้งาน""",
    "confirm": """ยืนยัน ตกลง ok okay โอเค ใช่ ใช่แล้ว ใช่เลย 👍 👌 ✅ 🆗 ถูกต้อง ถูกแล้ว ถูก ได้เลย ตามนี้ ตามนั้น
        เรียบร้อย จัดไป yes เอาตามนี้ ยืนยันเลย ยืนยันตามนี้ แม่นแล้ว โอเคร เค ตกลงตามนี้ ถูกต้องแล้ว
        โอเคยืนยัน ใช่ๆ""",
    "edit": """แก้ไข แก้ ขอแก้ ขอแก้ไข edit เปลี่ยน ขอเปลี่ยน แก้หน่อย ยังไม่ถูก แก้ก่อน ขอแก้ก่อน""",
    "skip": """ข้าม ไม่มี ไม่ใส่ skip ข้ามไป ไม่ระบุ ไม่มีรูป ขอข้าม ข้ามก่อน ไม่ต้อง บ่มี ไม่กำหนด ไม่จำกัด""",
    "done": """พอแล้ว เท่านี้ หมดแล้ว แค่นี้ เสร็จแล้ว ครบแล้ว done พอ เท่านี้ก่อน แค่นี้ก่อน เท่านี้พอ แค่นี้พอ
        เท่านั้น แค่นั้น ครบ หมดละ เสร็จ ไม่มีแล้ว ไม่เพิ่มแล้ว พอแค่นี้ จบ""",
}
_REFUSALS = """ไม่เอา ไม่เอาแล้ว ไม่เอาละ ไม่เอาล่ะ บ่เอา บ่เอาแล้ว บ่เอาดอก ไม่เอาดีกว่า ไม่เอาแล้วดีกว่า
    ไม่สั่งแล้ว ไม่ขายแล้ว ไม่ลงแล้ว ไม่เอาแล้วล่ะ"""
_NOT_WANTED = frozenset(_REFUSALS.split())
_COMMANDS = {phrase: name for name, row in _PHRASES.items() for phrase in row.split()}
_AGREEING = ("confirm", "skip", "done")
_SHAKEN = frozenset("👎❌✖❎🚫⛔🙅❓❔⁉😡😠😤😢😭😞😕🤔🤨🙁☹💔")
"""Signs that take back the yes beside them."""
_NOBODY = Catalogue(())
ADDRESSES = ("แม่", "พ่อ", "พี่", "น้อง", "ป้า", "ลุง", "ยาย", "ตา", "เจ๊", "หนู", "ฉัน", "ผม", "คุณ")


def read_command(text: str, catalogue: Catalogue = _NOBODY) -> Command | None:
    """The command, when that is all the message says ("ไม่ยกเลิก" and "ยกเลิกผักบุ้ง" are none).

    With the catalogue, what could be politeness is seen to be goods: "ยกเลิกคะน้า" is none either.
    """
    if len(text) > COMMAND_LIMIT:
        return None
    said = normalize(text)
    found = _command(text, said, catalogue)
    if ("?" in said and found != "help") or (found in _AGREEING and set(said) & _SHAKEN):
        return None
    return found


def is_not_wanted(text: str, catalogue: Catalogue) -> bool:
    """ไม่เอา, ไม่เอาแล้ว, บ่เอาดอก and nothing else: it is not said what is not wanted."""
    said = normalize(text)
    if len(text) > COMMAND_LIMIT or "?" in said or "ๆ" in said:
        return False
    tokens = [t for t in segment(said, catalogue) if t.kind not in ("particle", "sign", "line")]
    words = "".join(token.text for token in tokens if token.text not in ADDRESSES)
    return words in _NOT_WANTED


def _command(text: str, said: str, catalogue: Catalogue) -> Command | None:
    pieces = segment(said, catalogue)
    if any(token.kind == "product" and not token.slip for token in pieces):
        return None
    tokens = [
        token
        for token in pieces
        if token.kind not in ("particle", "sign", "line") and token.text not in ADDRESSES
    ]
    joined = "".join(token.text for token in tokens)
    whole = _COMMANDS.get(joined) or _COMMANDS.get(bare(text).replace(" ", ""))
    if whole is not None:
        return whole
    said_commands = {_COMMANDS.get(token.text) for token in tokens}
    return said_commands.pop() if len(said_commands) == 1 else None
