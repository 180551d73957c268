"""Pictures in templates: the browser chooses kind and width, and knows the room they take beforehand."""

from django import template
from django.template.loader import render_to_string

from nidairp.library.models import Image

register = template.Library()


@register.simple_tag
def picture(
    image: Image, alt: str, sizes: str, name: str = "whole", css: str = "", first: bool = False
) -> str:
    """``sizes`` says how wide it stands on the page, as HTML does; ``first`` that it is seen at once.

    No ``inclusion_tag``: that asks all context processors again, for each picture.
    """
    shown = {
        "sources": image.sources(name),
        "srcset": image.srcset(name, image.kind),
        "image": image.largest(name),
        "alt": alt,
        "sizes": sizes,
        "css": css,
        "first": first,
    }
    return render_to_string("library/_picture.html", shown)


@register.simple_tag
def crop_url(image: Image) -> str:
    """The smallest file of it, for rows of the admin."""
    return image.smallest("thumb")["url"]
