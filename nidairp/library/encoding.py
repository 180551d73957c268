"""The files that are made of a picture: three kinds, several widths, two crops, never larger than it is.

AVIF at speed 8 takes a fifth of the time of Pillow's own setting for a tenth more bytes: all files of a
photograph of 12 megapixels take two seconds of one processor (docs/images-and-files.md).
"""

import io
from collections.abc import Iterator
from typing import Any

from PIL import Image

from .decoding import Picture
from .renditions import ENDINGS, SHARED, THUMBNAIL_RATIO, THUMBNAILS, WIDTHS, Renditions

#: Drawings have hard edges and thin coloured lines, which photographs' settings blur.
_PHOTOGRAPH: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 60, "speed": 8},
    "WEBP": {"quality": 80, "method": 4},
    "JPEG": {"quality": 82, "progressive": True, "optimize": True},
}
_DRAWING: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 75, "speed": 8, "subsampling": "4:4:4"},
    "WEBP": {"quality": 90, "method": 4},
    "PNG": {"compress_level": 3},
    "JPEG": {"quality": 88, "progressive": True, "optimize": True, "subsampling": "4:4:4"},
}
_MASTER: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92, "optimize": True},
    "WEBP": {"quality": 95, "method": 4},
    "PNG": {"compress_level": 3},
}


def everything(picture: Picture, focus: tuple[int, int]) -> Renditions:
    return joined(whole(picture), crops(picture, focus))


def joined(one: Renditions, other: Renditions) -> Renditions:
    return Renditions(one.sizes | other.sizes, one.files | other.files)


def whole(picture: Picture) -> Renditions:
    """The picture as it is kept, and its widths: nearly all of the work."""
    made, kind = Renditions(), picture.kind
    made.files[f"original.{ENDINGS[kind]}"] = encoded(picture.pixels, kind, _MASTER[kind])
    _add(made, picture, "whole", _scaled(picture.pixels, WIDTHS))
    return made


def crops(picture: Picture, focus: tuple[int, int]) -> Renditions:
    """The files that depend on where the picture's subject is."""
    made = Renditions()
    cut = picture.pixels.crop(window(picture.pixels.size, THUMBNAIL_RATIO, focus))
    _add(made, picture, "thumb", _scaled(cut, THUMBNAILS, THUMBNAIL_RATIO))
    wide = picture.pixels.crop(window(picture.pixels.size, SHARED[0] / SHARED[1], focus))
    wide.thumbnail(SHARED, Image.Resampling.LANCZOS, reducing_gap=3.0)
    made.sizes["shared"] = [list(wide.size)]
    made.files["shared.jpg"] = encoded(_on_white(wide), "JPEG", _DRAWING["JPEG"])
    return made


def window(size: tuple[int, int], ratio: float, focus: tuple[int, int]) -> tuple[int, int, int, int]:
    """The largest part of that proportion, its middle as near to the point as the edges let it."""
    width, height = size
    across, down = min(width, round(height * ratio)), min(height, round(width / ratio))
    across, down = max(across, 1), max(down, 1)
    left = min(max(round(width * focus[0] / 100 - across / 2), 0), width - across)
    top = min(max(round(height * focus[1] / 100 - down / 2), 0), height - down)
    return left, top, left + across, top + down


def encoded(pixels: Image.Image, kind: str, settings: dict[str, Any]) -> bytes:
    file = io.BytesIO()
    try:
        pixels.save(file, kind, **settings)
    except OSError:
        if kind != "JPEG":
            raise
        # Pillow gives what is optimised a byte for each pixel: a small picture full of noise takes more.
        file = io.BytesIO()
        pixels.save(file, kind, **settings | {"optimize": False, "progressive": False})
    return file.getvalue()


def _add(made: Renditions, picture: Picture, name: str, scaled: Iterator[Image.Image]) -> None:
    settings = _PHOTOGRAPH if picture.kind == "JPEG" else _DRAWING
    sizes = made.sizes.setdefault(name, [])
    for pixels in scaled:
        sizes.insert(0, list(pixels.size))
        for kind in dict.fromkeys(("AVIF", "WEBP", picture.kind)):
            made.files[f"{name}-{pixels.width}.{ENDINGS[kind]}"] = encoded(pixels, kind, settings[kind])


def _scaled(
    pixels: Image.Image, widths: tuple[int, ...], ratio: float | None = None
) -> Iterator[Image.Image]:
    """From the widest to the narrowest, each from the one before; a picture narrower than all as it is."""
    for width in sorted({min(width, pixels.width) for width in widths}, reverse=True):
        height = round(width / ratio) if ratio else max(round(pixels.height * width / pixels.width), 1)
        pixels = pixels.resize((width, max(height, 1)), Image.Resampling.LANCZOS, reducing_gap=3.0)
        yield pixels


def _on_white(pixels: Image.Image) -> Image.Image:
    if pixels.mode != "RGBA":
        return pixels
    white = Image.new("RGB", pixels.size, "white")
    white.paste(pixels, mask=pixels.getchannel("A"))
    return white
