"""What every page knows of the site. The menus come from ``nidairp.navigation``."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

#: What the script of the Digital Analytics Program is asked with; empty while it is off.
DAP = urlencode(
    {
        name: value
        for name, value in (("agency", settings.DAP_AGENCY), ("subagency", settings.DAP_SUBAGENCY))
        if settings.DAP_AGENCY and value
    }
)


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's name, and the page's canonical address, which is never taken from the Host header."""
    return {
        "dap": DAP,
        "site": {"name": settings.SITE_NAME, "tagline": settings.SITE_TAGLINE, "url": settings.SITE_URL},
        "canonical_url": settings.SITE_URL + request.path,
    }
