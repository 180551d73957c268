"""What every page knows of the site. The menus come from ``nidairp.navigation``."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's name, and the page's canonical address, which is never taken from the Host header."""
    return {
        "site": {"name": settings.SITE_NAME, "tagline": settings.SITE_TAGLINE, "url": settings.SITE_URL},
        "canonical_url": settings.SITE_URL + request.path,
    }
