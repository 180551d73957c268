"""Small answers that belong to no app: what robots and finders of faults ask for, and what went wrong."""

import datetime
import errno
import sys

from django.conf import settings
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from nidairp.library.storage import Silent

PASSING = (OperationalError, InterfaceError, InternalError, Silent)
#: Of a disk: also of the one for uploads that are on their way.
FULL = {errno.ENOSPC, errno.EDQUOT}
#: Less than a year, as the standard advises.
SECURITY_TXT_HOLDS = datetime.timedelta(days=180)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    # Another address than the usual one is not told to everybody who asks.
    admin = ["Disallow: /admin/"] if settings.ADMIN_URL == "admin/" else []
    lines = ["User-agent: *", *admin, f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a fault (RFC 9116); made anew each day, so it never runs out."""
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + SECURITY_TXT_HOLDS
    lines = [
        *(f"Contact: {address}" for address in settings.SECURITY_CONTACTS),
        f"Expires: {expires.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        f"Policy: {settings.SECURITY_POLICY_URL}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def server_error(request: HttpRequest) -> HttpResponse:
    """What went wrong on our side; where a part does not answer or a disk is full, that it will pass.

    Both pages are files without a question to anybody: whatever is down, they can be shown.
    """
    error = sys.exception()
    if isinstance(error, PASSING) or (isinstance(error, OSError) and error.errno in FULL):
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = "30"
        return response
    return HttpResponse(render_to_string("500.html"), status=500)
