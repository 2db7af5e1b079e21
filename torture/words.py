"""What people in the crowd say, in their own words."""

from __future__ import annotations

import random

GOODS = ("ผักบุ้ง", "คะน้า", "กวางตุ้ง", "ผักกาดขาว", "กะหล่ำปลี", "ผักโขม")
DAYS = ("พรุ่งนี้", "มะรืน")
INTERRUPTIONS = ("ช่วยเหลือ", "ย้อนกลับ", "เริ่มใหม่", "ยกเลิก", "มีอะไรบ้าง", "สวัสดีค่ะ", "ขอบคุณ",
                 "ฝนตกหนักมากเลย", "😀😀", "555")  # fmt: skip
MENUS = {
    "producer": ("ของฉัน", "ข้อเสนอ", "ลงขาย", "มีอะไรบ้าง", "แก้จำนวน", "แก้ราคา", "เอาออก",
                 "รับอัตโนมัติ", "ปิดรับอัตโนมัติ"),
    "buyer": ("ออเดอร์ของฉัน", "สั่งซื้อ", "มีอะไรบ้าง", "ออเดอร์ประจำ", "ออเดอร์ประจำ", "ส่งตามเดิม"),
    "staff": ("รออนุมัติ", "รออนุมัติ", "รออนุมัติ", "มีอะไรบ้าง", "เพิ่มวันหยุด", "เอาวันหยุดออก"),
    "guest": ("สมัครสมาชิก", "สวัสดี"),
}  # fmt: skip
# What a kitchen says of its standing orders; to begin one is drawn apart.
STANDING = ("งดส่งพรุ่งนี้", "งดส่งมะรืน", "งดส่งออเดอร์ประจำ", "ส่งตามเดิม", "เลิกสั่งประจำ")
YES_WORDS = ("รับ", "ส่งได้")
NO_WORDS = ("ไม่รับ", "ส่งไม่ได้")
# What opens a card to be confirmed.
PART_WORDS = ("ได้แค่ 3 โล", "ส่งได้บางส่วน", "ได้หมดทุกอัน", "ได้ค่ะ", "อันแรกได้ อันที่สองไม่ได้")
# What is typed when a question of that kind has no button one likes.
ANSWERS = (
    ("เท่าไร", lambda dice: f"{dice.randint(2, 30)} กก."),
    ("กี่บาท", lambda dice: f"{dice.randint(15, 45)} บาท"),
    ("เบอร์โทร", lambda dice: f"08{dice.randint(0, 99_999_999):08d}"),
    ("เรียกว่าอะไร", lambda dice: "คนใหม่"),
    ("หยุดเนื่องในอะไร", lambda dice: dice.choice(("กีฬาสี", "ประชุมครู"))),
    ("ให้ส่งวันไหนบ้าง", lambda dice: "ทุกวัน"),
    ("วันไหน", lambda dice: dice.choice(DAYS)),
)


def sentence(role: str, dice: random.Random) -> str:
    """A wish in one breath; a buyer's may name several goods."""
    if role == "producer":
        return _offer(dice)
    if role == "buyer":
        return _wish(dice)
    return dice.choice(MENUS[role])


def _offer(dice: random.Random) -> str:
    goods, number, price = dice.choice(GOODS), dice.randint(5, 40), dice.randint(15, 45)
    day = dice.choice((*DAYS, ""))
    return f"{goods} {number} กก. กก.ละ {price} {day}".strip()


def _wish(dice: random.Random) -> str:
    if dice.random() < 0.2:
        return f"เปลี่ยน{dice.choice(GOODS)}เป็น {dice.randint(2, 25)} กก."
    some = dice.sample(GOODS, dice.choice((1, 1, 2, 3)))
    items = " ".join(f"{goods} {dice.randint(2, 25)} กก." for goods in some)
    return f"{items} {dice.choice((*DAYS, ''))}".strip()


def standing(dice: random.Random) -> str:
    """About deliveries that come again and again: every day, so that some are made meanwhile."""
    luck, goods, number = dice.random(), dice.choice(GOODS), dice.randint(1, 9)
    if luck < 0.45:
        return f"ทุกวัน เอา{goods} {number} กก."
    if luck < 0.6:
        return f"เปลี่ยนออเดอร์ประจำ{goods}เป็น {number} กก."
    return dice.choice(STANDING)


def answer(bubble: str, dice: random.Random) -> str | None:
    """Something to type under a question; None when it asks for nothing we know."""
    return next((make(dice) for fragment, make in ANSWERS if fragment in bubble), None)
