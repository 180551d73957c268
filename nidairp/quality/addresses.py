"""Where links into this site lead: asked of the addresses and of the rows behind them, never of the network.

The shell says which addresses show rows, and of which model. All links of many texts are looked up together,
in two queries for each kind of row.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.urls import Resolver404, ResolverMatch, resolve

from .checks.subject import Answer, Target

#: A page's address, and a link on it.
Link = tuple[str, str]

EDITORS_ONLY = Target(Answer.EDITORS_ONLY)
NOTHING = Target(Answer.NOTHING)
SHOWN = Target(Answer.SHOWN)


@dataclass(frozen=True, slots=True)
class Shown:
    """What an address shows; ``columns`` says by which column each part of the address finds the row."""

    name: str
    rows: Callable[[], QuerySet]
    published: Callable[[], QuerySet]
    columns: Mapping[str, str]


_shown: dict[str, Shown] = {}


def register(view: str, shown: Shown) -> None:
    _shown[view] = shown


#: Where paths lead on from where nothing is, as far as somebody knows.
_moved: list[Callable[[Collection[str]], dict[str, str]]] = []


def plug_in_moved(found: Callable[[Collection[str]], dict[str, str]]) -> None:
    _moved[:] = [found]


def targets_of(links: Iterable[Link]) -> dict[Link, Target]:
    """For each pair of a page's address and a link on it that leads into this site: what answers there."""
    targets, asked = {}, defaultdict(list)
    for link in set(links):
        path = path_here(*link)
        match = _match(path) if path is not None else None
        if match and match.view_name in _shown:
            asked[match.view_name].append((link, match))
        elif path is not None:
            targets[link] = _without_rows(path, match)
    for view, matches in asked.items():
        targets |= _look_up(_shown[view], matches)
    return targets | _moved_on([link for link, target in targets.items() if target == NOTHING])


def _moved_on(links: list[Link]) -> dict[Link, Target]:
    paths = {link: path_here(*link) or "" for link in links}
    found = _moved[0](set(paths.values())) if _moved and paths else {}
    return {link: Target(Answer.MOVED, found[path]) for link, path in paths.items() if path in found}


def path_here(base: str, href: str) -> str | None:
    """The path that a link on the page ``base`` leads to; None where it leaves the site or stays there."""
    try:
        parts = urlsplit(urljoin(settings.SITE_URL + base, href))
    except ValueError:
        return None
    if href.startswith("#") or f"{parts.scheme}://{parts.netloc}" != settings.SITE_URL:
        return None
    return unquote(parts.path) or "/"


def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except (Resolver404, ValueError):
        return None


def _without_rows(path: str, match: ResolverMatch | None) -> Target:
    media, static = f"/{settings.MEDIA_URL.strip('/')}/", f"/{settings.STATIC_URL.strip('/')}/"
    if path.startswith(media):
        return SHOWN if default_storage.exists(path.removeprefix(media)) else NOTHING
    if match is None:
        return SHOWN if path.startswith(static) else NOTHING
    return EDITORS_ONLY if "admin" in match.namespaces else SHOWN


def _look_up(shown: Shown, matches: list[tuple[Link, ResolverMatch]]) -> dict[Link, Target]:
    keys = {link: tuple(match.kwargs[part] for part in shown.columns) for link, match in matches}
    there, public = (_found(rows(), shown, set(keys.values())) for rows in (shown.rows, shown.published))
    return {link: _target(shown, key, there, public) for link, key in keys.items()}


def _found(rows: QuerySet, shown: Shown, keys: set[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """The keys that have a row, each with its row's name; asked for by the last part of the address."""
    columns = list(shown.columns.values())
    narrowed = rows.filter(**{f"{columns[-1]}__in": {key[-1] for key in keys}})
    found = {tuple(getattr_path(row, column) for column in columns): str(row) for row in narrowed}
    return {key: name for key, name in found.items() if key in keys}


def getattr_path(row: object, column: str) -> str:
    for name in column.split("__"):
        row = getattr(row, name)
    return str(row)


def _target(shown: Shown, key: tuple[str, ...], there: dict, public: dict) -> Target:
    if key in public:
        return SHOWN
    if key in there:
        return Target(Answer.NOT_PUBLISHED, f"the {shown.name} “{there[key]}”, which is not published")
    return NOTHING
