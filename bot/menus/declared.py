"""The menus: for whom, in which colour, and the rows of fields with the words each one says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot import texts


class Audience(StrEnum):
    """Who has a menu. All but the guest are called as models.people.Role calls them.

    The guest's is the account's default: whoever is given no other menu sees it.
    """

    GUEST = "guest"
    PRODUCER = "producer"
    BUYER = "buyer"
    STAFF = "staff"
    COMMITTEE = "committee"


@dataclass(frozen=True, slots=True)
class Tile:
    """A field to tap. words: what the tap says; icon: a name in menus.icons; lines: the same words
    as they are drawn, where one line is too long.
    """

    words: str
    icon: str
    lines: str = ""
    is_main: bool = False

    @property
    def shown(self) -> list[str]:
        return (self.lines or self.words).split("\n")


@dataclass(frozen=True, slots=True)
class Menu:
    """rows: from the top; the fields of a row are equally wide. color: #rrggbb."""

    audience: Audience
    bar: str
    color: str
    rows: tuple[tuple[Tile, ...], ...]

    @property
    def tiles(self) -> Iterator[Tile]:
        return (tile for row in self.rows for tile in row)


HELP = Tile(texts.HELP, "question")
PERSON = Tile(texts.TALK_TO_STAFF, "person", texts.MENU_PERSON_LINES)
AVAILABLE = Tile(texts.MENU_AVAILABLE, "leaf")
DEMAND = Tile(texts.MENU_DEMAND, "magnifier", texts.MENU_DEMAND_LINES)

MENUS = (
    Menu(
        Audience.GUEST,
        texts.MENU_BAR_GUEST,
        "#00695c",
        (
            (Tile(texts.MENU_JOIN, "newcomer", is_main=True),),
            (Tile(texts.MENU_HOW, "question"), PERSON),
        ),
    ),
    Menu(
        Audience.PRODUCER,
        texts.MENU_BAR,
        "#2e7d32",
        (
            (
                Tile(texts.MENU_SELL, "plus", is_main=True),
                Tile(texts.MENU_STOCK, "crate"),
                Tile(texts.MENU_OFFERS, "envelope"),
            ),
            (Tile(texts.MENU_DELIVER, "truck"), DEMAND, HELP),
        ),
    ),
    Menu(
        Audience.BUYER,
        texts.MENU_BAR,
        "#1565c0",
        (
            (
                Tile(texts.MENU_BUY, "cart", is_main=True),
                AVAILABLE,
                Tile(texts.MENU_ORDERS, "list", texts.MENU_ORDERS_LINES),
            ),
            (Tile(texts.STANDING_MENU, "calendar", texts.MENU_STANDING_LINES), PERSON, HELP),
        ),
    ),
    Menu(
        Audience.STAFF,
        texts.MENU_BAR,
        "#6a1b9a",
        (
            (
                Tile(texts.MENU_DAY, "chart", is_main=True),
                Tile(texts.MENU_APPROVALS, "newcomer"),
                Tile(texts.MENU_CALLS, "speech"),
            ),
            (AVAILABLE, DEMAND, HELP),
        ),
    ),
    Menu(
        Audience.COMMITTEE,
        texts.MENU_BAR,
        "#6d4c41",
        ((AVAILABLE, PERSON, HELP),),
    ),
)
