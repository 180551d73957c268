"""Images as they stand in rich text."""

from collections.abc import Callable, Iterable
from functools import partial

from .models import Image
from .templatetags.library import picture

#: As wide as the text, which is narrower than the column.
SIZES = "(min-width: 44em) 40rem, 92vw"
#: In pixels. A smaller picture, such as an icon, is no larger on the page than it is.
WIDE = 640


def pictures(numbers: Iterable[int]) -> dict[int, Callable[[str], str]]:
    """What draws each of the images, out of one query."""
    return {pk: partial(drawn, image) for pk, image in Image.objects.in_bulk(list(numbers)).items()}


def drawn(image: Image, alt: str) -> str:
    return picture(image, alt, SIZES if image.width >= WIDE else f"{image.width}px")
