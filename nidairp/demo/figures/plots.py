"""Figures that are charts of numbers."""

from math import exp

from .axes import Axes, Span
from .canvas import BLUE, EMBER, GRAY, INK, MIST, RULE, SAND, SKY, Box, Canvas, Point, scatter

WHOLE: Box = (170, 70, 1200, 660)


def incubation() -> Canvas:
    canvas = Canvas()
    axes = Axes(canvas, WHOLE, (0, 65), (0, 90))
    axes.label_up("Lever presses in 30 minutes", range(0, 91, 15))
    axes.label_across("Days of abstinence", (1, 7, 14, 21, 30, 45, 60))
    numbers: list[Point] = [(1, 28), (7, 45), (14, 63), (21, 74), (30, 69), (45, 54), (60, 41)]
    axes.curve(numbers, BLUE)
    for x, y in numbers:
        axes.error(x, y, 5.5, BLUE)
        axes.marker(x, y, BLUE)
    axes.name(23, 82, "day 21: the strongest response", BLUE)
    axes.curve([(0, 11), (65, 10)], GRAY, dashed=True)
    axes.name(64, 15, "cue without a history of the drug", GRAY, "rm")
    return canvas


def weekly_drinks() -> Canvas:
    canvas = Canvas()
    axes = Axes(canvas, (170, 70, 1010, 660), (0, 9), (0, 18))
    axes.label_up("Drinks per week", range(0, 19, 3))
    axes.label_across("Week", range(10))
    placebo: list[Point] = [
        (week, drinks)
        for week, drinks in enumerate((15, 14.8, 15.1, 14.6, 14.9, 14.4, 14.7, 14.3, 14.5, 14.2))
    ]
    treated: list[Point] = [
        (week, drinks) for week, drinks in enumerate((15.1, 14.3, 13.6, 12.4, 12, 11.2, 10.5, 10.1, 9.4, 9))
    ]
    for numbers, colour, shade, words in (
        (placebo, GRAY, RULE, "Placebo"),
        (treated, BLUE, SKY, "Medication"),
    ):
        axes.band(numbers, 0.9, shade)
        axes.curve(numbers, colour)
        axes.name(9.2, numbers[-1][1], words, colour)
    return canvas


def joint_cue_task() -> Canvas:
    rows = (
        ("Ratings of craving", 0.86, 0.04),
        ("Heart rate", 0.61, 0.09),
        ("Brain, matched scanners", 0.58, 0.08),
        ("Brain, other scanners", 0.22, 0.11),
    )
    canvas = Canvas()
    axes = Axes(canvas, (420, 60, 1190, 660), (0, 1), (0, 4))
    axes.label_across("Agreement between laboratories (0 none, 1 full)", (0, 0.2, 0.4, 0.6, 0.8, 1))
    for place, (words, value, half) in enumerate(reversed(rows)):
        left, low = axes.at(0, place + 0.2)
        right, high = axes.at(value, place + 0.8)
        canvas.box((left, high, right, low), BLUE if value > 0.5 else SKY)
        _interval(axes, value, half, place + 0.5, INK)
        canvas.text((left - 20, (low + high) / 2), words, 28, anchor="rm")
        axes.name(value + half + 0.02, place + 0.5, f"{value:.2f}", INK)
    return canvas


def first_month() -> Canvas:
    rows = (
        ("Dose raised early", 2.6, 0.5),
        ("Poor sleep", 1.9, 0.3),
        ("Low mood", 1.8, 0.35),
        ("Strength of pain", 1.1, 0.15),
    )
    canvas = Canvas()
    axes = Axes(canvas, (420, 60, 1190, 660), (0.5, 3.5), (0, 4))
    axes.label_across("Odds of long-term use (1: no difference)", (0.5, 1, 1.5, 2, 2.5, 3, 3.5))
    axes.curve([(1, 0), (1, 4)], GRAY, dashed=True)
    for place, (words, value, half) in enumerate(reversed(rows)):
        _interval(axes, value, half, place + 0.5, BLUE)
        axes.marker(value, place + 0.5, BLUE)
        canvas.text((400, axes.at(1, place + 0.5)[1]), words, 28, anchor="rm")
        axes.name(value, place + 0.72, f"{value:.1f}", INK, "mm")
    return canvas


def stimulation_reliability() -> Canvas:
    canvas = Canvas()
    _scatter(canvas, (130, 110, 610, 620), "One session, r = 0.31", 0.31)
    _scatter(canvas, (770, 110, 1250, 620), "Mean of four, r = 0.78", 0.78)
    return canvas


def surprise_signals() -> Canvas:
    canvas = Canvas()
    axes = Axes(canvas, (170, 70, 960, 660), (-0.5, 1.5), (0, 12))
    axes.label_up("Spikes per second", range(0, 13, 2))
    axes.label_across("Seconds from the drop", (-0.5, 0, 0.5, 1, 1.5))
    axes.curve([(0, 0), (0, 12)], GRAY, dashed=True)
    for words, height, colour, dashed, label in (
        ("larger drop", 6.4, BLUE, False, 10.4),
        ("other flavor, same value", 5.3, EMBER, True, 8.6),
        ("as expected", 0.3, GRAY, False, 3.7),
    ):
        axes.curve(_hump(-0.5, 1.5, 0.3, 0.1, height, 4.2), colour, dashed=dashed)
        axes.name(0.62, label, words, colour)
    return canvas


def dynorphin_sensor() -> Canvas:
    canvas = Canvas()
    axes = Axes(canvas, WHOLE, (0, 10), (-2, 14))
    axes.label_up("Change of brightness, %", range(-2, 15, 2))
    axes.label_across("Seconds", range(11))
    noise = scatter(7)
    numbers = [
        (x, _answer(x - 2, 11, 0.35) + _answer(x - 7, 6, 0.5) + noise.gauss(0, 0.12))
        for x in (step / 20 for step in range(201))
    ]
    axes.band(numbers, 0.9, SAND)
    axes.curve(numbers, EMBER)
    for x, words in ((2, "foot shock"), (7, "safety")):
        axes.curve([(x, -2), (x, 13)], GRAY, dashed=True)
        axes.name(x, 13.6, words, INK, "mm")
    return canvas


def rat_coil() -> Canvas:
    canvas = Canvas()
    axes = Axes(canvas, WHOLE, (-12, 12), (0, 1.1))
    axes.label_up("Field, share of its maximum", (0, 0.25, 0.5, 0.75, 1))
    axes.label_across("Distance from the middle of the coil, mm", range(-12, 13, 4))
    standard, new = _hump(-12, 12, 0, 5, 1, 0), _hump(-12, 12, 0, 1, 1, 0)
    canvas.area([axes.at(-12, 0), *axes.points(standard), axes.at(12, 0)], MIST)
    canvas.area([axes.at(-12, 0), *axes.points(new), axes.at(12, 0)], SKY)
    axes.curve(standard, GRAY, dashed=True)
    axes.curve(new, BLUE)
    axes.name(6.2, 0.62, "standard coil: 10 mm", GRAY)
    axes.name(1.8, 1.02, "new coil: 2 mm", BLUE)
    return canvas


def _interval(axes: Axes, value: float, half: float, height: float, colour: str) -> None:
    start, end = axes.at(value - half, height), axes.at(value + half, height)
    axes.canvas.line([start, end], colour, 4)
    for x, y in (start, end):
        axes.canvas.line([(x, y - 10), (x, y + 10)], colour, 4)


def _scatter(canvas: Canvas, box: Box, words: str, likeness: float) -> None:
    span: Span = (-3, 3)
    axes = Axes(canvas, box, span, span)
    axes.label_up("Second measurement", (-2, 0, 2))
    axes.label_across("First measurement", (-2, 0, 2))
    axes.curve([(-2.8, -2.8 * likeness), (2.8, 2.8 * likeness)], GRAY, dashed=True)
    chance = scatter(42)
    for _ in range(42):
        first = max(-2.7, min(2.7, chance.gauss(0, 1.1)))
        second = likeness * first + chance.gauss(0, (1 - likeness**2) ** 0.5)
        canvas.dot(axes.at(first, max(-2.8, min(2.8, second))), 9, BLUE)
    canvas.text(((box[0] + box[2]) / 2, box[1] - 50), words, 30, INK, "mm")


def _hump(start: float, end: float, middle: float, width: float, height: float, base: float) -> list[Point]:
    """A bell on a flat line, in 160 steps."""
    steps = [start + (end - start) * step / 160 for step in range(161)]
    return [(x, base + height * exp(-(((x - middle) / width) ** 2) / 2)) for x in steps]


def _answer(since: float, height: float, slowness: float) -> float:
    """Nothing before the event, then a steep rise and a slow fall."""
    return height * since / slowness * exp(1 - since / slowness) if since > 0 else 0.0
