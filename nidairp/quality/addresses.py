"""Where links into this site lead: which path is meant, and what answers there.

The shell knows what has an address, and looks all paths of many texts up together; nothing asks the network.
"""

from collections.abc import Callable, Collection, Iterable
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings

from .checks.subject import Answer, Target

#: A page's address, and a link on it.
Link = tuple[str, str]
#: A path of this site, and the place there that is meant, or none.
Place = tuple[str, str]
Asked = Callable[[Collection[Place]], dict[Place, Target]]
Named = Callable[[Collection[str]], dict[str, Target]]
#: Of a text and a place in it: whether it is missing there.
Lacks = Callable[[str, str], bool]

_asked: list[tuple[Asked, Lacks]] = []
_schemes: dict[str, Named] = {}


def plug_in(asked: Asked, lacks: Lacks) -> None:
    _asked[:] = [(asked, lacks)]


def register_scheme(scheme: str, targets: Named) -> None:
    """For links that name what they lead to instead of its address; ``targets`` knows all of a scheme."""
    _schemes[scheme] = targets


def targets_of(links: Iterable[Link]) -> dict[Link, Target]:
    """For each link that leads into this site: what answers there."""
    wanted = set(links)
    named = _by_scheme(wanted)
    places = {
        link: (path, fragment(link[1]))
        for link in wanted - named.keys()
        if (path := path_here(*link)) is not None
    }
    found = _asked[0][0](set(places.values())) if places else {}
    return named | {link: found[place] for link, place in places.items()}


def within(text: str, hrefs: Iterable[str]) -> dict[str, Target]:
    """For each link that stays in its text: whether the section is there."""
    lacks = _asked[0][1]
    here = {href: fragment(href) for href in hrefs}
    missing = {href: place for href, place in here.items() if lacks(text, place)}
    shown = dict.fromkeys(here, Target(Answer.SHOWN))
    return shown | {
        href: Target(Answer.NO_SECTION, f"“{place}”, which this text has not")
        for href, place in missing.items()
    }


def fragment(href: str) -> str:
    return unquote(href.partition("#")[2])


def _by_scheme(links: set[Link]) -> dict[Link, Target]:
    found: dict[Link, Target] = {}
    for scheme, look_up in _schemes.items():
        of_scheme = {link for link in links if link[1].startswith(f"{scheme}:")}
        known = look_up({href for _, href in of_scheme}) if of_scheme else {}
        found |= {link: known[link[1]] for link in of_scheme}
    return found


def path_here(base: str, href: str) -> str | None:
    """The path that a link on the page ``base`` leads to; None where it leaves the site or stays there."""
    try:
        parts = urlsplit(urljoin(settings.SITE_URL + base, href))
    except ValueError:
        return None
    if href.startswith("#") or f"{parts.scheme}://{parts.netloc}" != settings.SITE_URL:
        return None
    return unquote(parts.path) or "/"
