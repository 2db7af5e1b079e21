"""What only staff read: who applies, what was not understood, what could not be delivered."""

NEWCOMER = "มีคนขอเข้าร่วม"
APPROVE = "อนุมัติ"
REFUSE = "ไม่อนุมัติ"
DECIDED_YES = "อนุมัติ {name} แล้วค่ะ แจ้งเจ้าตัวให้เรียบร้อย"
DECIDED_NO = "บันทึกว่าไม่อนุมัติ {name} ค่ะ แจ้งเจ้าตัวให้เรียบร้อย"
APPLIED_ANEW = "ปุ่มนี้เป็นของใบสมัครเก่าค่ะ {name} ส่งใบใหม่มาแล้ว ดูใบนี้ก่อนตัดสินใจนะคะ"
DECIDED_BEFORE = "{name} พิจารณาไปแล้วค่ะ โดย {staff}"
QUOTA_USED_UP = (
    "ข้อความที่ LINE ให้ส่งเดือนนี้ใช้หมดแล้วค่ะ ยังส่งไม่ออก {count} ฉบับ เรื่องด่วนช่วยโทรแจ้งแทนก่อนนะคะ\n{people}\n"
    "ซื้อข้อความเพิ่มแล้ว แจ้งผู้ดูแลระบบให้ส่งต่อได้เลยค่ะ"
)
QUOTA_PERSON = "• {name} {phone}"
QUOTA_MORE = "• และอีก {count} คน"
FAILED = "มีเรื่องที่ระบบทำไม่สำเร็จ {count} เรื่องค่ะ ช่วยโทรคุยกับเจ้าตัวด้วยนะคะ\n{what}"
FAILED_LETTER = "• {name} {phone} (แจ้งไปไม่ถึง)"
FAILED_EVENT = "• {name} {phone} (ทักมาแล้วระบบขัดข้อง)"
NOBODY_WAITING = "ตอนนี้ไม่มีใครรออนุมัติค่ะ"
NO_ORDERS_AHEAD = "เจ็ดวันนี้ยังไม่มีคำสั่งซื้อค่ะ"
NO_ORDERS_ON = "{day} ยังไม่มีคำสั่งซื้อค่ะ"
DAY_ORDERS = "{count} ใบ"
DAY_LINES = "ได้แล้ว {done}/{all}"
DAY_BUYER = "{name} {phone}"
DAY_COMPLETE = "ครบทุกรายการแล้ว"
DAY_SHORT = "ยังไม่ครบ {count} ใบ"
DAY_ASKED = "• รอคำตอบ {product} {amount}: {name} {phone} ถึง {until}"
DAY_REFUSED = "  {name} ไม่รับ: {why}"
DAY_MISSING = "• ขาด {product} {amount}"
DAY_NEWCOMERS = "มีคนรออนุมัติ {count} คน กด “รออนุมัติ” ค่ะ"
DAY_CALLS = "มีคนขอคุย {count} คน กด “คนขอคุย” ค่ะ"
NOTHING_UNREAD = "ช่วงนี้ไม่มีประโยคที่อ่านไม่ออกค่ะ"
UNREAD_TITLE = "ประโยคที่อ่านไม่ออก (ล่าสุดก่อน)"
UNREAD_LINE = "• “{text}” {role} {count} ครั้ง {when}"
UNREAD_ROLES = {
    "producer": "ผู้ผลิต",
    "buyer": "ครัว",
    "staff": "เจ้าหน้าที่",
    "committee": "กรรมการ",
}
# What stands for people in a sentence that could not be read
HIDDEN_NAME = "‹ชื่อ›"
HIDDEN_PHONE = "‹เบอร์›"
HIDDEN_ACCOUNT = "‹ไอดี›"
HIDDEN_NUMBER = "‹เลข›"
HIDDEN_LINK = "‹ลิงก์›"
SILENT_TITLE = "ไม่ตอบข้อเสนอ {times} ครั้งติดกัน"
SILENT_LEAD = "ช่วยโทรถามหน่อยนะคะ ว่ายังมีของส่งอยู่ไหม"
SILENT_FOOT = "ของที่ไม่ได้ตอบหาจากคนอื่นให้ครัวแล้วค่ะ จะแจ้งอีกครั้งเมื่อกลับมาตอบแล้วเงียบไปใหม่"
