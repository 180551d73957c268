"""Figures that show a procedure, a network or a map rather than one chart."""

from math import cos, exp, hypot, pi, sin

from .canvas import BLUE, EMBER, GRAY, INK, MIST, PAPER, RULE, SAND, SKY, Canvas, Point, scatter, smooth

#: A rat's brain from the side, nose to the left, in parts of a unit square.
OUTLINE: tuple[Point, ...] = (
    (0.00, 0.50), (0.03, 0.40), (0.10, 0.36), (0.17, 0.35), (0.22, 0.24), (0.34, 0.13), (0.48, 0.08),
    (0.60, 0.10), (0.68, 0.17), (0.72, 0.24), (0.78, 0.18), (0.86, 0.18), (0.92, 0.27), (0.93, 0.38),
    (0.99, 0.46), (1.00, 0.56), (0.92, 0.60), (0.82, 0.62), (0.74, 0.70), (0.62, 0.76), (0.52, 0.75),
    (0.44, 0.80), (0.34, 0.76), (0.26, 0.66), (0.16, 0.60), (0.06, 0.59),
)  # fmt: skip


def withdrawal_circuits() -> Canvas:
    """What was done and where it showed; no numbers, since the paper is real and its data are not ours."""
    canvas = Canvas()
    _procedure(canvas)
    _brain(canvas)
    _circle_of_relief(canvas)
    return canvas


def adolescent_networks() -> Canvas:
    canvas = Canvas()
    _ring(canvas, (325, 425), "Withdrawn as adults", weak=())
    _ring(canvas, (955, 425), "Withdrawn as adolescents", weak=(2, 3, 5))
    canvas.line([(420, 755), (490, 755)], BLUE, 7)
    canvas.text((505, 755), "linked", 24, GRAY)
    canvas.dashes([(680, 755), (750, 755)], EMBER, 4)
    canvas.text((765, 755), "linked less closely", 24, GRAY)
    return canvas


def neuromelanin_map() -> Canvas:
    canvas = Canvas()
    _slice(canvas, (330, 370), "Comparison group", 0.55)
    _slice(canvas, (950, 370), "People who use stimulants", 1.0)
    for step in range(8):
        canvas.box((440 + step * 50, 715, 490 + step * 50, 745), _shade(step / 7))
    canvas.text((425, 730), "weak", 24, GRAY, "rm")
    canvas.text((855, 730), "strong signal", 24, GRAY)
    return canvas


def _procedure(canvas: Canvas) -> None:
    canvas.text((40, 50), "A", 34)
    steps = (
        ("Heroin", "weeks of access", MIST),
        ("Withdrawal + signal", "the signal gets its meaning", SAND),
        ("Signal alone", "in the scanner", MIST),
    )
    for place, (title, below, fill) in enumerate(steps):
        left = 100 + place * 390
        canvas.box((left, 40, left + 320, 150), fill, RULE, 12)
        canvas.text((left + 160, 80), title, 28, INK, "mm")
        canvas.text((left + 160, 118), below, 22, GRAY, "mm")
        if place:
            canvas.arrow((left - 62, 95), (left - 8, 95))


def _brain(canvas: Canvas) -> None:
    canvas.text((40, 230), "B", 34)
    left, top, wide, high = 50, 270, 680, 480
    outline = [(left + x * wide, top + y * high) for x, y in OUTLINE]
    canvas.area(smooth(outline), MIST, GRAY)
    spots = (
        ("Hypothalamus", 0.51, 0.62, 28, (0.70, 0.94)),
        ("Amygdala", 0.37, 0.64, 32, (0.22, 0.94)),
    )
    for words, x, y, radius, (label_x, label_y) in spots:
        spot = (left + x * wide, top + y * high)
        label = (left + label_x * wide, top + label_y * high)
        canvas.line([spot, (label[0], label[1] - 20)], GRAY, 2)
        canvas.dot(spot, radius, EMBER, INK)
        canvas.text(label, words, 26, INK, "mm")
    canvas.text((left + 0.49 * wide, top + 0.36 * high), "active when the", 22, GRAY, "mm")
    canvas.text((left + 0.49 * wide, top + 0.42 * high), "signal is given", 22, GRAY, "mm")


def _circle_of_relief(canvas: Canvas) -> None:
    canvas.text((780, 230), "C", 34)
    steps = ("Signal of withdrawal", "Learned unpleasant state", "Heroin for relief", "Stronger dependence")
    for place, words in enumerate(steps):
        top = 270 + place * 125
        canvas.box((850, top, 1200, top + 75), SAND if place == 1 else MIST, RULE, 12)
        canvas.text((1025, top + 38), words, 26, INK, "mm")
        if place:
            canvas.arrow_down((1025, top - 48), (1025, top - 6))
    canvas.line([(850, 682), (815, 682), (815, 308)], GRAY, 4)
    canvas.arrow((815, 308), (844, 308))


def _ring(canvas: Canvas, middle: Point, title: str, weak: tuple[int, ...]) -> None:
    """Eight regions in a circle; the links of the first one to those in ``weak`` are thin."""
    regions = ("Insula", "Frontal", "Cingulate", "Striatum", "Motor", "Thalamus", "Visual", "Amygdala")
    places = [
        (middle[0] + 165 * sin(turn * pi / 4), middle[1] - 165 * cos(turn * pi / 4)) for turn in range(8)
    ]
    for start, end in ((1, 2), (2, 3), (3, 5), (4, 6), (5, 7), (1, 4), (3, 7)):
        canvas.line([places[start], places[end]], SKY, 4)
    for end in (2, 3, 5, 7):
        if end in weak:
            canvas.dashes([places[0], places[end]], EMBER, 3)
        else:
            canvas.line([places[0], places[end]], BLUE, 7)
    for turn, (words, place) in enumerate(zip(regions, places, strict=True)):
        canvas.dot(place, 20, EMBER if turn == 0 and weak else BLUE, PAPER)
        out = (middle[0] + 205 * sin(turn * pi / 4), middle[1] - 208 * cos(turn * pi / 4))
        canvas.text(out, words, 22, INK, ("mm", "lm", "lm", "lm", "mm", "rm", "rm", "rm")[turn])
    canvas.text((middle[0], 90), title, 30, INK, "mm")


def _slice(canvas: Canvas, middle: Point, title: str, strength: float) -> None:
    """Squares inside an oval, darker around two places left and right of the middle."""
    chance = scatter(round(strength * 100))
    for row in range(-9, 10):
        for column in range(-9, 10):
            x, y = column / 9, row / 9
            if hypot(x, y) < 0.97:
                left, top = middle[0] + column * 27 - 13, middle[1] + row * 27 - 13
                value = strength * _two_spots(x, y) + chance.uniform(0, 0.14)
                canvas.box((left, top, left + 25, top + 25), _shade(value))
    canvas.oval((middle[0] - 265, middle[1] - 265, middle[0] + 265, middle[1] + 265), None, GRAY)
    canvas.text((middle[0], 60), title, 30, INK, "mm")


def _two_spots(x: float, y: float) -> float:
    return sum(exp(-((x - side) ** 2 / 0.03 + (y - 0.2) ** 2 / 0.05)) for side in (-0.33, 0.33))


def _shade(value: float) -> str:
    """From nearly white to dark blue."""
    light, dark = (238, 243, 248), (16, 48, 84)
    share = max(0.0, min(1.0, value))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(light, dark, strict=True))
