"""A small catalogue with the names, aliases and traps that the sentences of this folder need."""

from __future__ import annotations

from bot.language.catalogue import Catalogue, ProductEntry, UnitEntry

KG = (UnitEntry("กก.", 1000), UnitEntry("ขีด", 100), UnitEntry("ตัน", 1_000_000))
BUNCH = (*KG, UnitEntry("กำ", None), UnitEntry("มัด", None), UnitEntry("ถุง", None))
EGGS = (UnitEntry("ฟอง", 1000), UnitEntry("แผง", 30_000), UnitEntry("โหล", 12_000))
SWEETS = tuple(UnitEntry(n, None) for n in ("ชิ้น", "กล่อง", "ถาด", "ชุด", "มัด", "ห่อ", "ถุง"))
BOTTLES = (*KG, *(UnitEntry(n, None) for n in ("ขวด", "ไห", "กระปุก", "ถุง", "แพ็ค", "ลัง", "ปี๊บ")))
RICE = (*KG, UnitEntry("กระสอบ", 50_000), UnitEntry("ถัง", 15_000), UnitEntry("ถุง", 5_000))
FRUIT = (*KG, *(UnitEntry(n, None) for n in ("ลูก", "หวี", "เครือ", "เข่ง", "ลัง", "หัว", "ปี๊บ")))

_ROWS: tuple[tuple[str, str, tuple[UnitEntry, ...], str | None], ...] = (
    ("ผักบุ้ง", "", BUNCH, None),
    ("ผักบุ้งจีน", "", BUNCH, "ผักบุ้ง"),
    ("คะน้า", "ผักคะน้า", BUNCH, None),
    ("กวางตุ้ง", "ผักกวางตุ้ง", BUNCH, None),
    ("ผักชี", "", BUNCH, None),
    ("ผักชีลาว", "", BUNCH, None),
    ("ผักชีฝรั่ง", "", BUNCH, None),
    ("ต้นหอม", "หอมแบ่ง,ผักบั่ว", BUNCH, None),
    ("กะเพรา", "กระเพรา,ใบกะเพรา", BUNCH, None),
    ("โหระพา", "ใบโหระพา", BUNCH, None),
    ("แมงลัก", "ผักอีตู่,ใบแมงลัก", BUNCH, None),
    ("แตงกวา", "", FRUIT, None),
    ("มะเขือ", "หมากเขือ", FRUIT, None),
    ("มะเขือเทศ", "หมากเขือเทศ", FRUIT, None),
    ("มะเขือยาว", "", FRUIT, "มะเขือ"),
    ("มะละกอ", "บักหุ่ง,หมากหุ่ง", FRUIT, None),
    ("มะนาว", "หมากนาว", FRUIT, None),
    ("มะม่วง", "บักม่วง", FRUIT, None),
    ("กล้วยน้ำว้า", "กล้วยน้ำหว้า", FRUIT, None),
    ("แตงโม", "", FRUIT, None),
    ("ฟักทอง", "บักอึ", FRUIT, None),
    ("ฟักเขียว", "", FRUIT, None),
    ("พริก", "", FRUIT, None),
    ("พริกขี้หนู", "พริกขี้หนูสวน", FRUIT, "พริก"),
    ("ข่า", "", BUNCH, None),
    ("ตะไคร้", "หัวสิงไค", BUNCH, None),
    ("ใบมะกรูด", "", BUNCH, None),
    ("ถั่วฝักยาว", "ถั่วยาว", BUNCH, None),
    ("หน่อไม้", "หน่อไม้ต้ม", FRUIT, None),
    ("เห็ดฟาง", "เห็ดเฟียง", BUNCH, None),
    ("เห็ดนางฟ้า", "", BUNCH, None),
    ("กะหล่ำปลี", "กระหล่ำปลี", FRUIT, None),
    ("ผักกาดขาว", "", BUNCH, None),
    ("ผักสลัด", "", BUNCH, None),
    ("หอมแดง", "", BUNCH, None),
    ("กระเทียม", "", BUNCH, None),
    ("ขิง", "", BUNCH, None),
    ("บวบ", "หมากบวบ", FRUIT, None),
    ("มันเทศ", "", FRUIT, None),
    ("ข้าวโพด", "ข้าวโพดหวาน,สาลี", FRUIT, None),
    ("ข้าวหอมมะลิ", "ข้าวมะลิ", RICE, None),
    ("ข้าวหอมมะลิอินทรีย์", "ข้าวมะลิอินทรีย์", RICE, "ข้าวหอมมะลิ"),
    ("ข้าวเหนียว", "", RICE, None),
    ("ข้าวไรซ์เบอร์รี่", "ไรซ์เบอร์รี่", RICE, None),
    ("ข้าวกล้อง", "", RICE, None),
    ("ไข่ไก่", "ไข่", EGGS, None),
    ("ไข่เป็ด", "", EGGS, None),
    ("ข้าวต้มมัด", "", SWEETS, None),
    ("ขนมชั้น", "", SWEETS, None),
    ("ขนมกล้วย", "", SWEETS, None),
    ("ทองหยอด", "", SWEETS, None),
    ("ขนมตาล", "", SWEETS, None),
    ("ชุดเบรก", "ชุดเบรค,ชุดอาหารว่าง", SWEETS, None),
    ("ลอดช่อง", "", SWEETS, None),
    ("ปลาร้า", "ปลาแดก", BOTTLES, None),
    ("ปลาร้าบอง", "แจ่วบอง", BOTTLES, None),
    ("ปลาร้าสุก", "", BOTTLES, "ปลาร้า"),
    ("น้ำปลาร้า", "น้ำปลาแดก", BOTTLES, None),
    ("ปลาส้ม", "", BOTTLES, None),
    ("น้ำผึ้ง", "", BOTTLES, None),
    ("ปลานิล", "", FRUIT, None),
    ("ไก่บ้าน", "", FRUIT, None),
)


def small_catalogue() -> Catalogue:
    ids = {row[0]: number for number, row in enumerate(_ROWS, 1)}
    return Catalogue(
        ProductEntry(
            id=ids[name],
            name=name,
            aliases=tuple(a for a in aliases.split(",") if a),
            base_unit="ฟอง" if units is EGGS else "กก.",
            default_unit=units[0].name,
            units=units,
            parent_id=ids[parent] if parent else None,
        )
        for name, aliases, units, parent in _ROWS
    )
