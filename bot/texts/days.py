"""Days as they are asked for and said, and why a day will not do."""

DAY_HINT = "ขอเป็นวันค่ะ เช่น พรุ่งนี้ หรือ 25 พ.ย."
DAY_PAST = "{day} ผ่านไปแล้วค่ะ"
DAY_TOO_FAR = "รับไม่เกิน {days} วันล่วงหน้าค่ะ"
DELIVER = "ส่ง{day}"
UNTIL = "ถึง{day}"
