"""A sheet to draw on: Pillow at twice the size, made smaller at the end so that edges are smooth."""

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import dist
from random import Random

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, SCALE = 1280, 800, 2

PAPER = "#ffffff"
INK = "#16283a"
GRAY = "#55585c"
RULE = "#d3dae1"
MIST = "#eef3f8"
SKY = "#a9c4de"
BLUE = "#20558a"
EMBER = "#b4501c"
SAND = "#f3dcc9"

Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Canvas:
    """Coordinates are those of the finished picture, with the origin at the upper left."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def line(self, points: Sequence[Point], colour: str = INK, width: float = 4) -> None:
        self.pen.line(_large(points), fill=colour, width=round(width * SCALE), joint="curve")

    def dashes(self, points: Sequence[Point], colour: str = INK, width: float = 4) -> None:
        for piece in _pieces(points):
            self.line(piece, colour, width)

    def dot(self, at: Point, radius: float, fill: str, outline: str | None = None) -> None:
        self.oval((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), fill, outline)

    def oval(self, box: Box, fill: str | None, outline: str | None = None) -> None:
        self.pen.ellipse([edge * SCALE for edge in box], fill=fill, outline=outline, width=3 * SCALE)

    def box(self, box: Box, fill: str, outline: str | None = None, radius: float = 0) -> None:
        edges = [edge * SCALE for edge in box]
        self.pen.rounded_rectangle(edges, radius * SCALE, fill=fill, outline=outline, width=2 * SCALE)

    def area(self, points: Sequence[Point], fill: str, outline: str | None = None) -> None:
        self.pen.polygon(_large(points), fill=fill)
        if outline:
            self.line([*points, *points[:2]], outline, 4)

    def text(self, at: Point, words: str, size: int = 26, colour: str = INK, anchor: str = "lm") -> None:
        """``anchor`` as in Pillow: l, m or r across, then a, m, s or d for top to bottom."""
        font = ImageFont.load_default(size * SCALE)
        self.pen.text((at[0] * SCALE, at[1] * SCALE), words, fill=colour, font=font, anchor=anchor)

    def upright(self, at: Point, words: str, size: int = 26, colour: str = GRAY) -> None:
        """Text that reads from below to above, centered at a point."""
        font = ImageFont.load_default(size * SCALE)
        wide = round(font.getlength(words)) + 4
        strip = Image.new("L", (wide, size * SCALE * 2), 0)
        ImageDraw.Draw(strip).text((wide / 2, size * SCALE), words, fill=255, font=font, anchor="mm")
        turned = strip.rotate(90, expand=True)
        corner = (round(at[0] * SCALE - turned.width / 2), round(at[1] * SCALE - turned.height / 2))
        self.image.paste(Image.new("RGB", turned.size, colour), corner, turned)

    def arrow(self, start: Point, end: Point, colour: str = GRAY) -> None:
        """Straight and level, to the right."""
        x, y = end
        self.line([start, (x - 14, y)], colour, 4)
        self.area([(x, y), (x - 20, y - 11), (x - 20, y + 11)], colour)

    def arrow_down(self, start: Point, end: Point, colour: str = GRAY) -> None:
        x, y = end
        self.line([start, (x, y - 14)], colour, 4)
        self.area([(x, y), (x - 11, y - 20), (x + 11, y - 20)], colour)

    def png(self) -> bytes:
        small = self.image.reduce(SCALE).quantize(64, dither=Image.Dither.NONE)
        file = io.BytesIO()
        small.save(file, "PNG", optimize=True)
        return file.getvalue()


def scatter(seed: int) -> Random:
    """Chance that falls the same way each time the figure is drawn."""
    return Random(seed)  # noqa: S311


def _large(points: Sequence[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]


def _pieces(points: Sequence[Point], long: float = 14) -> Iterator[tuple[Point, Point]]:
    """Every other stretch of a way, for a dashed line; stretches are counted over its corners."""
    travelled = 0.0
    for start, end in pairwise(points):
        count = max(1, round(dist(start, end) / 4))
        for part in range(count):
            if int(travelled / long) % 2 == 0:
                yield _between(start, end, part / count), _between(start, end, (part + 1) / count)
            travelled += dist(start, end) / count


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def smooth(points: Sequence[Point], times: int = 3) -> list[Point]:
    """A closed outline with its corners cut off, again and again (Chaikin)."""
    for _ in range(times):
        sides = list(pairwise([*points, points[0]]))
        points = [_between(*side, share) for side in sides for share in (0.25, 0.75)]
    return list(points)
