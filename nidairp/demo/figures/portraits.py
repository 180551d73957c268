"""Head and shoulders in plain shapes, where a photo would be: the people of the demonstration do not exist.

What matters stands in the middle, for pages show the upright part of it.
"""

from .canvas import BLUE, EMBER, HEIGHT, MIST, SAND, SKY, WIDTH, Canvas

GREEN, PALE_GREEN, PLUM, LILAC = "#3d6b4f", "#dbe9e0", "#6a4076", "#e8ddec"


def blue() -> Canvas:
    return _portrait(MIST, BLUE, SKY)


def green() -> Canvas:
    return _portrait(PALE_GREEN, GREEN, "#a9c9b5")


def sand() -> Canvas:
    return _portrait(SAND, EMBER, "#e0a98a")


def plum() -> Canvas:
    return _portrait(LILAC, PLUM, "#c4a8cd")


def _portrait(ground: str, coat: str, face: str) -> Canvas:
    canvas, middle = Canvas(), WIDTH / 2
    canvas.box((0, 0, WIDTH, HEIGHT), ground)
    canvas.oval((middle - 290, 520, middle + 290, 1100), coat)
    canvas.box((middle - 62, 430, middle + 62, 580), face, radius=50)
    canvas.oval((middle - 145, 170, middle + 145, 520), face)
    canvas.area([(middle - 90, 560), (middle + 90, 560), (middle, 660)], ground)
    return canvas
