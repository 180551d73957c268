"""Uploads of many kinds, made on the spot."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

#: Tags of EXIF: how to turn the picture, and where it was taken.
ORIENTATION, GPS = 0x0112, 0x8825


def upload(picture: Image.Image, kind: str = "PNG", name: str = "", **options: Any) -> SimpleUploadedFile:
    data = BytesIO()
    picture.save(data, kind, **options)
    ending = {"JPEG": "jpg", "MPO": "jpg"}.get(kind, kind.lower())
    return SimpleUploadedFile(name or f"picture.{ending}", data.getvalue())


def halves(width: int = 60, height: int = 40, left: str = "red", right: str = "blue") -> Image.Image:
    """Its left half is red and its right half blue, so that one sees how it is turned."""
    picture = Image.new("RGB", (width, height), right)
    picture.paste(left, (0, 0, width // 2, height))
    return picture


def with_exif(orientation: int = 6) -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010E] = "SECRET-DESCRIPTION"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (39.0, 16.0, 43.0)
    return upload(halves(), "JPEG", exif=exif, quality=95, comment=b"SECRET-COMMENT")
