"""What a card says about itself when it is too long for one."""

CONTINUED = " (ต่อ)"
MORE_CARDS = "ยังมีอีก {count} ใบค่ะ แสดงได้เท่านี้ต่อครั้ง"
