"""Units of sale and their written forms. The first form of each row is the canonical one."""

from __future__ import annotations

_ROWS = """
กก. กก ก.ก. ก.ก โล กิโล กิโลกรัม กิโลฯ โลๆ kg kg. kgs กโล กิโลกรัม. คิโล
ขีด
กรัม ก. g g. gram กร.
ตัน ton tons
ลิตร l. ลิตร. liter
โหล dozen
แผง
กำ กํา กำมือ
มัด มัดใหญ่ มัดเล็ก
ถุง
แพ็ค แพค แพ็ก แพก แพคเกจ pack packs แพ๊ค แพ๊ก
ขวด
กระปุก กะปุก ปุก
ไห
ปี๊บ ปี๊ป ปีบ ปิ๊บ ปีป
ถัง
กระสอบ กะสอบ สอบ
ลัง
ถาด
กล่อง
ชิ้น
ชุด เซ็ต เซต เซท set sets
ลูก หน่วย
หัว
หวี
เครือ
ต้น
ฟอง
ห่อ
เข่ง
ตะกร้า กะต้า ตะก้า
ตัว
ใบ
ฝัก
ดอก
พวง
แท่ง
ก้อน
กระป๋อง กะป๋อง
ซอง
จาน
ถ้วย
แก้ว
โถ
คู่
ช่อ
กอ
หาบ
เม็ด
แถว
ท่อน
แกลลอน
ก้าน
ซีก
หม้อ
กะละมัง
ตลับ
หลอด
พาน
ขัน
"""


def _synonyms() -> dict[str, str]:
    rows = (line.split() for line in _ROWS.strip().splitlines())
    return {word: row[0] for row in rows for word in row}


UNIT_WORDS: dict[str, str] = _synonyms()


def canonical_unit(name: str) -> str:
    """The unit's canonical spelling; a unit that is not known stands for itself."""
    return UNIT_WORDS.get(name.strip().lower(), name.strip())
