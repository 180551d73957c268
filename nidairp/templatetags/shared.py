"""What a link shows of a page where it is shared, and the one address by which it is known."""

from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page

from news.models import Post
from nidairp.library.renditions import SHARED
from nidairp.reversing import Address

register = template.Library()
OF_POST, OF_SITE = Address("share_post"), Address("share_site")


@register.simple_tag
def canonical(address: str, query: str, page: Page | None) -> str:
    """The page's own address: with what belongs to it, and the number of a later page."""
    numbered = f"page={page.number}" if page and page.number > 1 else ""
    added = "&".join(filter(None, [query, numbered]))
    return f"{address}{'&' if '?' in address else '?'}{added}" if added else address


@register.simple_tag
def share_picture(image: dict[str, Any] | None, alt: str, post: Post | None = None) -> dict[str, Any]:
    """The page's own picture; else one drawn for the article, or for the site."""
    if image:
        return {**image, "alt": alt}
    width, height = SHARED
    path = OF_POST(post.category.slug, post.slug) if post else OF_SITE()
    title = post.title if post else settings.SITE_TAGLINE
    return {
        "url": settings.SITE_URL + path,
        "width": width,
        "height": height,
        "alt": f"{settings.SITE_NAME}: {title}",
    }
