"""Where links into this site lead: which path is meant, and what answers there.

The shell knows what has an address, and looks all paths of many texts up together; nothing asks the network.
"""

from collections.abc import Callable, Collection, Iterable
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings

from .checks.subject import Target

#: A page's address, and a link on it.
Link = tuple[str, str]
Asked = Callable[[Collection[str]], dict[str, Target]]

_asked: list[Asked] = []


def plug_in(asked: Asked) -> None:
    _asked[:] = [asked]


def targets_of(links: Iterable[Link]) -> dict[Link, Target]:
    """For each link that leads into this site: what answers there."""
    paths = {link: path for link in set(links) if (path := path_here(*link)) is not None}
    found = _asked[0](set(paths.values())) if paths else {}
    return {link: found[path] for link, path in paths.items()}


def path_here(base: str, href: str) -> str | None:
    """The path that a link on the page ``base`` leads to; None where it leaves the site or stays there."""
    try:
        parts = urlsplit(urljoin(settings.SITE_URL + base, href))
    except ValueError:
        return None
    if href.startswith("#") or f"{parts.scheme}://{parts.netloc}" != settings.SITE_URL:
        return None
    return unquote(parts.path) or "/"
