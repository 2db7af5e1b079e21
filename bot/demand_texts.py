"""What the bot says about what kitchens want and nobody offers yet."""

from __future__ import annotations

MENU_DEMAND = "ตลาดต้องการอะไร"
TITLE = "ของที่ครัวต้องการ"
NOT_ENOUGH = "ครัวต้องการ ของยังไม่พอ"
NOTHING = "สองสัปดาห์นี้ยังไม่มีของที่ครัวรออยู่ค่ะ มีอะไรพร้อมขายก็ลงไว้ก่อนได้นะคะ"
NOTHING_FOR_STAFF = "สองสัปดาห์นี้ยังไม่มีของที่ครัวรออยู่ค่ะ"
KITCHENS = "{count} ครัว"
AND_KITCHENS = "{names} และอีก {count} ครัว"
MORE = "ยังมีอีก {count} อย่างที่ครัวต้องการค่ะ แสดงได้เท่านี้ต่อครั้ง"
HAVE = "มีของ"
HAVE_THIS = "มี{product}"
HELP_DEMAND = "ดูของที่ครัวต้องการ: พิมพ์ “ตลาดต้องการอะไร”"

# Whether producers see who wants it
SHOW_NAME_TITLE = "การตั้งค่าชื่อครัว"
ASK_SHOW_NAME = "ตอนผู้ผลิตดูว่าตลาดต้องการอะไร ให้เห็นชื่อ{buyer}ด้วยไหมคะ\n(ตอนนี้{now})"
SHOWN_NOW = "ให้เห็นชื่ออยู่"
HIDDEN_NOW = "ไม่ให้เห็นชื่อ"
SHOW = "ให้เห็นชื่อ"
HIDE = "ไม่ให้เห็นชื่อ"
SHOW_NAME_HINT = "เลือก “ให้เห็นชื่อ” หรือ “ไม่ให้เห็นชื่อ” ค่ะ"
NAME_SHOWN = "ตั้งแล้วค่ะ ผู้ผลิตจะเห็นว่า{buyer}ต้องการอะไร เปลี่ยนได้ทุกเมื่อนะคะ"
NAME_HIDDEN = "ตั้งแล้วค่ะ ผู้ผลิตจะเห็นแค่ว่ามีครัวต้องการ ไม่เห็นชื่อ{buyer}ค่ะ"
HELP_SHOW_NAME = "ให้ผู้ผลิตเห็นชื่อครัวหรือไม่: พิมพ์ “ชื่อครัว”"
