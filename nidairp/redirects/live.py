"""What answers at paths of this site now, without asking the views: a public row, or a fixed part of it."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import Model
from django.urls import Resolver404, ResolverMatch, resolve
from django.views.static import serve

from . import kinds

#: What stands for a part of the site that is no row: a list, the search, a file.
FIXED = object()


def live(paths: Iterable[str]) -> dict[str, Model | object]:
    """The paths (decoded) at which something answers; a path without its last slash counts as with it."""
    matches = {path: match for path in set(paths) if (match := matching(path))}
    of_rows = {path: match for path, match in matches.items() if kinds.of_view(match.view_name)}
    rows = dict(zip(of_rows, kinds.rows_at(of_rows.values()), strict=True))
    fixed = {path: FIXED for path, match in matches.items() if path not in rows and _is_there(match)}
    static = {path: FIXED for path in paths if _is_static(path)}
    return {path: row for path, row in rows.items() if row is not None} | fixed | static


def matching(path: str) -> ResolverMatch | None:
    for asked in (path, f"{path}/"):
        try:
            return resolve(asked)
        except Resolver404:
            continue
    return None


def _is_there(match: ResolverMatch) -> bool:
    if match.func is not serve:
        return True
    folder = Path(match.kwargs["document_root"])
    return "\0" not in match.kwargs["path"] and (folder / match.kwargs["path"]).is_file()


def _is_static(path: str) -> bool:
    name = path.removeprefix(settings.STATIC_URL)
    return name != path and staticfiles_storage.exists(name)
