"""The pictures on the fields, of lines and simple shapes: a person who reads slowly finds them.

Each icon draws on a square of 100 units with one ink; `draw_icon` sizes it.
"""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageDraw

Point = tuple[float, float]
# Drawn so much larger and then made small: Pillow itself draws without smoothing.
FINER = 4
THICK = 8


class Board:
    """A square of 100 units, on which shapes are white and what is cut out is black."""

    def __init__(self, pixels: int) -> None:
        self._unit = pixels * FINER / 100
        self.image = Image.new("L", (pixels * FINER, pixels * FINER), 0)
        self._draw = ImageDraw.Draw(self.image)

    def _at(self, *points: Point) -> list[Point]:
        return [(x * self._unit, y * self._unit) for x, y in points]

    def line(self, *points: Point, ink: int = 255, thick: float = THICK) -> None:
        width = round(thick * self._unit)
        self._draw.line(self._at(*points), fill=ink, width=width, joint="curve")
        for x, y in points:  # round ends
            self.disc(x, y, thick / 2, ink)

    def disc(self, x: float, y: float, radius: float, ink: int = 255) -> None:
        self._draw.ellipse(self._at((x - radius, y - radius), (x + radius, y + radius)), fill=ink)

    def ring(self, x: float, y: float, radius: float) -> None:
        self.disc(x, y, radius)
        self.disc(x, y, radius - THICK, 0)

    def box(self, left: float, top: float, right: float, bottom: float, ink: int = 255) -> None:
        corners = self._at((left, top), (right, bottom))
        self._draw.rounded_rectangle(corners, radius=7 * self._unit, fill=ink)

    def frame(self, left: float, top: float, right: float, bottom: float) -> None:
        self.box(left, top, right, bottom)
        self.box(left + THICK, top + THICK, right - THICK, bottom - THICK, 0)

    def shape(self, *points: Point, ink: int = 255) -> None:
        self._draw.polygon(self._at(*points), fill=ink)

    def arc(self, x: float, y: float, radius: float, start: float, end: float) -> None:
        """Degrees from three o'clock, clockwise."""
        box = self._at((x - radius, y - radius), (x + radius, y + radius))
        self._draw.arc(box, start, end, fill=255, width=round(THICK * self._unit))


def plus(board: Board) -> None:
    board.ring(50, 50, 42)
    board.line((50, 30), (50, 70), thick=10)
    board.line((30, 50), (70, 50), thick=10)


def crate(board: Board) -> None:
    board.frame(12, 38, 88, 86)
    board.line((14, 62), (86, 62), thick=6)
    for x in (27, 50, 73):
        board.disc(x, 30, 13)
        board.line((x, 14), (x + 5, 8), thick=4)
    board.box(20, 46, 80, 52, 0)


def envelope(board: Board) -> None:
    board.frame(10, 24, 90, 78)
    board.line((14, 29), (50, 56), (86, 29))


def truck(board: Board) -> None:
    board.box(6, 28, 58, 70)
    board.shape((62, 40), (80, 40), (94, 55), (94, 70), (62, 70))
    for x in (26, 75):
        board.disc(x, 71, 14, 0)
        board.disc(x, 71, 10)


def magnifier(board: Board) -> None:
    board.ring(43, 43, 32)
    board.line((67, 67), (87, 87), thick=12)


def question(board: Board) -> None:
    board.ring(50, 50, 42)
    board.arc(50, 41, 17, 180, 400)
    board.line((60, 51), (50, 58), (50, 60))
    board.disc(50, 74, 5.5)


def cart(board: Board) -> None:
    board.line((8, 20), (20, 20), (32, 64), (78, 64))
    board.shape((27, 30), (90, 30), (80, 56), (34, 56))
    board.disc(40, 80, 8)
    board.disc(72, 80, 8)


def leaf(board: Board) -> None:
    board.shape(*(_leaf_edge(step / 24) for step in range(49)))
    board.line((22, 80), (64, 36), ink=0, thick=5)
    board.line((12, 90), (26, 76), thick=6)


def _leaf_edge(part: float) -> Point:
    """Along one side for parts up to 1, back along the other up to 2."""
    along = part if part <= 1 else 2 - part
    bulge = 4 * along * (1 - along) * (24 if part <= 1 else -24)
    return 20 + 66 * along + bulge * 0.7, 82 - 66 * along + bulge * 0.7


def listing(board: Board) -> None:
    board.frame(18, 10, 82, 90)
    for y in (30, 50, 70):
        board.disc(34, y, 5)
        board.line((46, y), (68, y), thick=7)


def calendar(board: Board) -> None:
    board.frame(12, 18, 88, 88)
    board.box(12, 18, 88, 42)
    for x in (32, 68):
        board.line((x, 10), (x, 24))
    for x in (32, 50, 68):
        for y in (56, 72):
            board.disc(x, y, 5)


def person(board: Board) -> None:
    _bust(board, 50, 20)


def newcomer(board: Board) -> None:
    _bust(board, 38, 18)
    board.line((82, 26), (82, 54))
    board.line((68, 40), (96, 40))


def _bust(board: Board, x: float, head: float) -> None:
    board.disc(x, 32, head)
    board.disc(x, 94, head * 1.9)
    board.shape((0, 88), (100, 88), (100, 100), (0, 100), ink=0)


def speech(board: Board) -> None:
    board.box(8, 16, 92, 68)
    board.shape((26, 62), (50, 62), (26, 88))
    for x in (30, 50, 70):
        board.disc(x, 42, 6, 0)


def chart(board: Board) -> None:
    board.box(14, 54, 32, 86)
    board.box(41, 34, 59, 86)
    board.box(68, 14, 86, 86)


ICONS: dict[str, Callable[[Board], None]] = {
    "plus": plus,
    "crate": crate,
    "envelope": envelope,
    "truck": truck,
    "magnifier": magnifier,
    "question": question,
    "cart": cart,
    "leaf": leaf,
    "list": listing,
    "calendar": calendar,
    "person": person,
    "newcomer": newcomer,
    "speech": speech,
    "chart": chart,
}


def draw_icon(name: str, pixels: int) -> Image.Image:
    """A mask of *pixels* by *pixels*: white where there is ink. Raises KeyError for no icon."""
    board = Board(pixels)
    ICONS[name](board)
    return board.image.resize((pixels, pixels), Image.Resampling.LANCZOS)
