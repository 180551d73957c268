"""Whether anything answers at a path of this site: for a hint to the editor, who may put it there later."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve

from nidairp.pages.models import Page


def is_unanswered(address: str) -> bool:
    """Only what can be known without asking: a path of no part of the site, or of no published page."""
    path = unquote(urlsplit(address).path)
    if not address.startswith("/") or path.startswith(settings.STATIC_URL):
        return False
    match = _match(path) or _match(f"{path}/")
    if match is None or match.view_name != "pages:page_detail":
        return match is None
    return not Page.objects.published().filter(path=match.kwargs["path"]).exists()


def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None
