"""The picture that goes with a link when it is shared: the words of the page on the institute's blue.

Drawn once for each title and kept among the uploads; what has a figure of its own is shared with that.
"""

import hashlib
import io
from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont

from nidairp.library.renditions import SHARED

EDGE = 90
WIDTH = SHARED[0] - 2 * EDGE
NAVY, WHITE, SOFT, WARM = "#0f2743", "#ffffff", "#bfcee0", "#d9772b"
SERIF, SANS = "fonts/merriweather-regular.woff2", "fonts/public-sans-semibold.woff2"
#: Title sizes from the largest that may fit down; the last is cut after MOST lines.
STEPS = (76, 66, 58, 50)
MOST = 5


def stored(kind: str, title: str) -> str:
    """The name of the file in the storage, drawn if nobody has asked for it before."""
    kind, title = " ".join(kind.split()), " ".join(title.split())
    digest = hashlib.sha256(f"1\n{kind}\n{title}".encode()).hexdigest()[:24]
    name = f"share/{digest}.png"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(drawn(kind, title)))
    return name


def drawn(kind: str, title: str) -> bytes:
    sheet = Image.new("RGB", SHARED, NAVY)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, SHARED[1] - 14, SHARED[0], SHARED[1]), fill=WARM)
    pen.rectangle((EDGE, 105, EDGE + 54, 111), fill=WARM)
    pen.text((EDGE + 74, 108), kind, fill=WARM, font=_font(SANS, 32), anchor="lm")
    font, lines = fitted(title)
    for number, line in enumerate(lines):
        pen.text((EDGE, 160 + number * font.size * 1.28), line, fill=WHITE, font=font, anchor="la")
    pen.text((EDGE, 545), settings.SITE_NAME, fill=WHITE, font=_font(SANS, 32), anchor="lm")
    name = pen.textlength(settings.SITE_NAME, font=_font(SANS, 32))
    pen.text((EDGE + name + 24, 545), settings.SITE_TAGLINE, fill=SOFT, font=_font(SANS, 24), anchor="lm")
    file = io.BytesIO()
    sheet.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def fitted(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest size in which the title has room."""
    for size in STEPS:
        font = _font(SERIF, size)
        lines = _lines(title, font)
        if len(lines) * size * 1.28 <= 340:
            return font, lines
    cut = lines[:MOST]
    if len(lines) > MOST:
        cut[-1] = cut[-1].rstrip(" ,;:.") + " …"
    return font, cut


def _lines(title: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= WIDTH or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """The theme's own; Pillow's where the theme has not been built."""
    path = finders.find(name)
    return ImageFont.truetype(path, size) if path else ImageFont.load_default(size)
