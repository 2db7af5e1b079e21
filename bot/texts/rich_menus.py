"""The bar that opens the menu below the chat, and what its fields say beside the menu words.

A field too narrow for its words shows them in two lines; a tap says them in one.
"""

MENU_BAR_GUEST = "สมัคร / วิธีใช้"
MENU_BAR = "เมนู"
MENU_HOW = "ใช้ยังไง"
MENU_PERSON_LINES = "คุยกับ\nเจ้าหน้าที่"
MENU_DEMAND_LINES = "ตลาด\nต้องการอะไร"
MENU_ORDERS_LINES = "ออเดอร์\nของฉัน"
MENU_STANDING_LINES = "ออเดอร์\nประจำ"
