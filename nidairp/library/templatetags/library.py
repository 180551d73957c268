"""Pictures in templates: the browser chooses kind and width, and knows the room they take beforehand."""

from typing import Any

from django import template

from nidairp.library.models import Image

register = template.Library()


@register.inclusion_tag("library/_picture.html")
def picture(
    image: Image, alt: str, sizes: str, name: str = "whole", css: str = "", first: bool = False
) -> dict[str, Any]:
    """``sizes`` says how wide it stands on the page, as HTML does; ``first`` that it is seen at once."""
    return {
        "sources": image.sources(name),
        "srcset": image.srcset(name, image.kind),
        "image": image.largest(name),
        "alt": alt,
        "sizes": sizes,
        "css": css,
        "first": first,
    }


@register.simple_tag
def crop_url(image: Image) -> str:
    """The smallest file of it, for rows of the admin."""
    return image.smallest("thumb")["url"]
