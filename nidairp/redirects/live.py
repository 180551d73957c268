"""What answers at paths of this site now, without asking the views: a public row, or a fixed part of it."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import Storage, default_storage
from django.db.models import Model
from django.urls import Resolver404, ResolverMatch, resolve

from . import kinds

#: What stands for a part of the site that is no row: a list, the search, a file.
FIXED = object()
MEDIA, STATIC = (f"/{address.strip('/')}/" for address in (settings.MEDIA_URL, settings.STATIC_URL))


def live(paths: Iterable[str]) -> dict[str, Model | object]:
    """The paths (decoded) at which something answers; a path without its last slash counts as with it."""
    paths = set(paths)
    matches = {path: match for path in paths if (match := matching(path))}
    of_rows = {path: match for path, match in matches.items() if kinds.of_view(match.view_name)}
    rows = dict(zip(of_rows, kinds.rows_at(of_rows.values()), strict=True))
    fixed = {path: FIXED for path in matches if path not in rows and _is_there(path)}
    static = {path: FIXED for path in paths if _is_static(path)}
    return {path: row for path, row in rows.items() if row is not None} | fixed | static


def standing_at(path: str) -> Model | None:
    """The row whose own address this is, whether the public may see it or not."""
    match = matching(path)
    kind = kinds.of_view(match.view_name) if match else None
    if kind is None or match is None or match.view_name != kind.view:
        return None
    key = kind.asked_for(match)
    return kind.at([key], kind.all_rows()).get(key)


def matching(path: str) -> ResolverMatch | None:
    for asked in (path, f"{path}/"):
        try:
            return resolve(asked)
        except (Resolver404, ValueError):
            continue
    return None


def _is_there(path: str) -> bool:
    """A file that a view hands out, whatever its name; all other fixed parts are there."""
    return not path.startswith(MEDIA) or _has(default_storage, path.removeprefix(MEDIA))


def _is_static(path: str) -> bool:
    return path.startswith(STATIC) and _has(staticfiles_storage, path.removeprefix(STATIC))


def _has(storage: Storage, name: str) -> bool:
    try:
        return bool(name) and storage.exists(name)
    except (SuspiciousFileOperation, ValueError, OSError):
        return False
