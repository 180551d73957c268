"""What there is of a picture: kinds of files and sizes. How they are made, `encoding` says."""

from dataclasses import dataclass, field

ENDINGS = {"AVIF": "avif", "WEBP": "webp", "JPEG": "jpg", "PNG": "png"}
WIDTHS = (480, 800, 1200, 1600, 2400)
THUMBNAILS = (240, 480, 720)
THUMBNAIL_RATIO = 3 / 2
#: What a link to the page shows where it is shared: one size, and a kind that every service reads.
SHARED = (1200, 630)


@dataclass
class Renditions:
    """Files by the end of their names, and what sizes there are."""

    sizes: dict[str, list[list[int]]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
