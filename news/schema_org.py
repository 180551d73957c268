"""An article in the words of schema.org. What it cites is added by the tag that knows publications."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static

from .models import Post


def render(post: Post) -> dict[str, Any]:
    address = settings.SITE_URL + post.get_absolute_url()
    institute = {"@type": "Organization", "name": settings.SITE_NAME, "url": f"{settings.SITE_URL}/"}
    made: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": post.title,
        "description": post.summary,
        "articleSection": post.category.name,
        "datePublished": post.date.isoformat(),
        "dateModified": post.updated_at.isoformat(timespec="seconds"),
        "author": institute,
        "publisher": institute,
        "image": post.figure.shared["url"] if post.figure else settings.SITE_URL + static("img/mark.svg"),
    }
    return {name: value for name, value in made.items() if value}
