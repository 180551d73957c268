"""A picture that came from outside as plain pixels: upright, in sRGB, without anything that came along.

Nothing of the file goes on from here: no EXIF, no place where it was taken, no bytes behind the picture.
"""

import contextlib
import io
import warnings
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files import File
from PIL import Image, ImageCms, ImageOps

from nidairp.editing.pictures import check_picture

#: What is kept of a picture is at most this long: enough for print at the width of a page.
LONGEST = 4096
#: In what a picture is served to browsers that know neither AVIF nor WebP.
KINDS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "GIF": "PNG", "WEBP": "WEBP", "AVIF": "WEBP"}
DAMAGED = (
    "“{}” is damaged: it is cut off, or contains something that is not a picture. Open it in an "
    "image editor, save it again and choose the new copy."
)
_SRGB = ImageCms.createProfile("sRGB")


@dataclass(frozen=True)
class Picture:
    """Pixels (RGB, or RGBA where something shows through), and the kind of file they are kept in."""

    pixels: Image.Image
    kind: str
    moved: bool = False
    "Whether it was an animation, of which the first frame is kept."


def decode(file: File) -> Picture:
    """Refuses in plain words what is too large, no picture or damaged."""
    check_picture(file)
    return unpack(file)


def unpack(file: File) -> Picture:
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's remarks on odd EXIF blocks and large pictures
            opened = Image.open(file, formats=[name for name in KINDS if name != "MPO"])
            kind, moved = str(opened.format), bool(getattr(opened, "is_animated", False))
            pixels = upright(opened)
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        raise ValidationError(DAMAGED.format(file.name)) from error
    return Picture(pixels, KINDS[kind], moved and kind != "MPO")


def upright(opened: Image.Image) -> Image.Image:
    # A JPEG much larger than what is kept is unpacked at half or a quarter of its size.
    opened.draft(None, (LONGEST, LONGEST))
    opened.load()
    turned = ImageOps.exif_transpose(opened)
    turned.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return _without_extras(_in_srgb(turned, opened.info.get("icc_profile")))


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    shows_through = picture.has_transparency_data
    alpha = picture.convert("RGBA").getchannel("A") if shows_through else None
    plain = _by_profile(picture, profile) if profile else None
    plain = plain or _eight_bits(picture).convert("RGB")
    if alpha is not None and alpha.getextrema()[0] < 255:
        plain.putalpha(alpha)
    return plain


def _by_profile(picture: Image.Image, profile: bytes) -> Image.Image | None:
    """What the picture's own colour profile says its colours are; None where the profile makes no sense."""
    opaque = picture if picture.mode in {"RGB", "L", "CMYK"} else _eight_bits(picture).convert("RGB")
    with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(opaque, source, _SRGB, outputMode="RGB")
    return None


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Pillow cuts 16 bits off at 255 instead of scaling them."""
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    return picture


def _without_extras(picture: Image.Image) -> Image.Image:
    """The pixels alone: ``info`` holds what Pillow would write into the next file."""
    bare = picture.copy()
    bare.info = {}
    return bare
