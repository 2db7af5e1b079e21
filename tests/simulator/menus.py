"""Rich menus for tests: one menu object, its picture, and who sees what."""

import struct
import zlib
from typing import Any

from tests.simulator.harness import Line

MENU: dict[str, Any] = {
    "size": {"width": 2500, "height": 843},
    "selected": False,
    "name": "ผู้ผลิต",
    "chatBarText": "เมนู",
    "areas": [
        {
            "bounds": {"x": 0, "y": 0, "width": 2500, "height": 843},
            "action": {"type": "message", "label": "ขาย", "text": "ขาย"},
        }
    ],
}


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" * (width + 1)) * height)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


PICTURE = png(2500, 843)


def created(line: Line) -> str:
    response = line.api("POST", "/v2/bot/richmenu", MENU)
    assert response.status == 200, response.data
    rich_menu_id: str = response.json()["richMenuId"]
    return rich_menu_id


def pictured(line: Line) -> str:
    rich_menu_id = created(line)
    path = f"/v2/bot/richmenu/{rich_menu_id}/content"
    response = line.api("POST", path, PICTURE, Content_Type="image/png")
    assert (response.status, response.json()) == (200, {})
    return rich_menu_id


def seen(line: Line, user_id: str) -> str | None:
    menu = line.phone(user_id)["rich_menu"]
    return menu["richMenuId"] if menu else None
