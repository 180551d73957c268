"""Pictures that editors upload: what a browser shows, of a size that the server and the reader can bear.

The content decides, not the name. Kind and size are in the head of a picture, so they are looked at before
anything is unpacked: a small file can hold a picture that fills the memory.
"""

import warnings
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models

MAX_MEGABYTES = 20
MAX_MEGAPIXELS = 50
#: The endings of each kind that is taken; cameras write several JPEGs into one file (MPO).
ENDINGS = {
    "JPEG": (".jpg", ".jpeg"),
    "MPO": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
    "GIF": (".gif",),
}
KINDS = "JPEG, PNG, WebP, AVIF or GIF"
HELP = f"{KINDS}, at most {MAX_MEGABYTES} MB and {MAX_MEGAPIXELS} megapixels. Export SVG and TIFF as PNG."
TOO_LARGE = (
    f"This picture is too large: it has {{}}, and at most {MAX_MEGABYTES} MB and {MAX_MEGAPIXELS} megapixels "
    "are allowed. Save it smaller and choose it again."
)


def check_picture(file: File) -> None:
    """Refuses, in a sentence that says what to do, what should not stand on the site."""
    if file.size > MAX_MEGABYTES * 1024 * 1024:
        raise ValidationError(TOO_LARGE.format(f"{file.size / 1024 / 1024:.0f} MB"))
    kind, pixels = head(file)
    if pixels > MAX_MEGAPIXELS * 1_000_000:
        raise ValidationError(TOO_LARGE.format(f"{pixels / 1_000_000:.0f} megapixels"))
    name = PurePath(file.name or "")
    if name.suffix.lower() not in ENDINGS[kind]:
        raise ValidationError(
            f"“{name}” is a {kind} picture by its content: let its name end in {ENDINGS[kind][0]} "
            "and choose it again."
        )


def head(file: File) -> tuple[str, int]:
    """The picture's kind and its number of pixels."""
    from PIL import Image

    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=[kind for kind in ENDINGS if kind != "MPO"])
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_LARGE.format("far more")) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise ValidationError(
            f"“{file.name}” cannot be shown on the site: choose a {KINDS} picture. "
            "Export a drawing (SVG) or a scan (TIFF) as PNG and choose that."
        ) from error
    finally:
        file.seek(0)
    return str(picture.format), picture.width * picture.height


class PictureFormField(forms.ImageField):
    """Checks before Django's own field opens the picture with whatever Pillow can read."""

    default_validators = []

    def to_python(self, data: Any) -> Any:
        if data not in self.empty_values:
            check_picture(data)
        return super().to_python(data)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        endings = sorted({ending for some in ENDINGS.values() for ending in some})
        return {**super().widget_attrs(widget), "accept": ",".join(endings)}


class PictureField(models.ImageField):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"help_text": HELP, **kwargs})

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PictureFormField, **kwargs})
