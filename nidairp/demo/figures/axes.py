"""Axes on a canvas: from the numbers of a chart to places on the sheet, with ticks and labels."""

from collections.abc import Sequence
from dataclasses import dataclass

from .canvas import GRAY, INK, PAPER, RULE, Box, Canvas, Point

Span = tuple[float, float]


@dataclass(frozen=True)
class Axes:
    canvas: Canvas
    box: Box  # left, top, right, bottom
    across: Span
    up: Span

    def at(self, x: float, y: float) -> Point:
        left, top, right, bottom = self.box
        share_x = (x - self.across[0]) / (self.across[1] - self.across[0])
        share_y = (y - self.up[0]) / (self.up[1] - self.up[0])
        return left + share_x * (right - left), bottom - share_y * (bottom - top)

    def points(self, numbers: Sequence[Point]) -> list[Point]:
        return [self.at(x, y) for x, y in numbers]

    def label_up(self, words: str, ticks: Sequence[float]) -> None:
        """The vertical axis, with a thin rule across the chart at every tick."""
        left, top, right, bottom = self.box
        for tick in ticks:
            y = self.at(self.across[0], tick)[1]
            self.canvas.line([(left, y), (right, y)], RULE, 2)
            self.canvas.text((left - 16, y), f"{tick:g}", colour=GRAY, anchor="rm")
        self.canvas.upright((left - 92, (top + bottom) / 2), words)

    def label_across(self, words: str, ticks: Sequence[float]) -> None:
        left, _, right, bottom = self.box
        self.canvas.line([(left, bottom), (right, bottom)], INK, 3)
        for tick in ticks:
            x = self.at(tick, self.up[0])[0]
            self.canvas.line([(x, bottom), (x, bottom + 10)], INK, 3)
            self.canvas.text((x, bottom + 34), f"{tick:g}", colour=GRAY, anchor="mm")
        self.canvas.text(((left + right) / 2, bottom + 84), words, colour=GRAY, anchor="mm")

    def curve(self, numbers: Sequence[Point], colour: str, *, dashed: bool = False) -> None:
        draw = self.canvas.dashes if dashed else self.canvas.line
        draw(self.points(numbers), colour, 5)

    def band(self, numbers: Sequence[Point], half: float, fill: str) -> None:
        """A strip of the same width around a curve: its uncertainty."""
        upper = self.points([(x, y + half) for x, y in numbers])
        lower = self.points([(x, y - half) for x, y in numbers])
        self.canvas.area([*upper, *reversed(lower)], fill)

    def error(self, x: float, y: float, half: float, colour: str) -> None:
        (left, top), (_, bottom) = self.at(x, y + half), self.at(x, y - half)
        self.canvas.line([(left, top), (left, bottom)], colour, 3)
        for end in (top, bottom):
            self.canvas.line([(left - 9, end), (left + 9, end)], colour, 3)

    def marker(self, x: float, y: float, colour: str, *, hollow: bool = False) -> None:
        self.canvas.dot(self.at(x, y), 11, PAPER if hollow else colour, colour)

    def name(self, x: float, y: float, words: str, colour: str, anchor: str = "lm") -> None:
        """A direct label beside what it names."""
        self.canvas.text(self.at(x, y), words, 28, colour, anchor)
