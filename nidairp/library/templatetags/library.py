"""Pictures in templates: the browser chooses kind and width, and knows the room they take beforehand."""

from django import template
from django.utils.safestring import SafeString

from nidairp.library.models import Image
from nidairp.markup import each_filled, filled

register = template.Library()

PICTURE = '<picture>{}<img{} src="{}" srcset="{}" sizes="{}" alt="{}" width="{}" height="{}"{}></picture>'
SOURCE = '<source type="{}" srcset="{}" sizes="{}">'
CLASS = ' class="{}"'
AT_ONCE = filled(' fetchpriority="{}"', "high")
IN_TIME = filled(' loading="{}" decoding="async"', "lazy")


@register.simple_tag
def picture(
    image: Image, alt: str, sizes: str, name: str = "whole", css: str = "", first: bool = False
) -> SafeString:
    """``sizes`` says how wide it stands on the page, as HTML does; ``first`` that it is seen at once."""
    largest = image.largest(name)
    return filled(
        PICTURE,
        each_filled(SOURCE, [(one["type"], one["srcset"], sizes) for one in image.sources(name)]),
        filled(CLASS, css) if css else "",
        largest["url"],
        image.srcset(name, image.kind),
        sizes,
        alt,
        largest["width"],
        largest["height"],
        AT_ONCE if first else IN_TIME,
    )


@register.simple_tag
def crop_url(image: Image) -> str:
    """The smallest file of it, for rows of the admin."""
    return image.smallest("thumb")["url"]
