"""What the library keeps."""

from .image import Image, ImageQuerySet

__all__ = ["Image", "ImageQuerySet"]
