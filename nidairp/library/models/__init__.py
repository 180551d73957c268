"""What the library keeps, and the tables by which texts have files attached."""

from .attachment import Attachment
from .document import Document
from .former import Former, FormerDocument, FormerImage
from .image import Image, ImageQuerySet
from .stored import Stored, StoredQuerySet

__all__ = [
    "Attachment",
    "Document",
    "Former",
    "FormerDocument",
    "FormerImage",
    "Image",
    "ImageQuerySet",
    "Stored",
    "StoredQuerySet",
]
