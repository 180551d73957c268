"""Where links into this site lead: the shell tells the quality checks what has an address, or had one."""

from collections.abc import Collection

from nidairp.quality.addresses import Shown, plug_in_moved, register
from nidairp.redirects.models import Redirect
from nidairp.redirects.paths import normalised

from .addressed import KINDS


def register_all() -> None:
    for kind in KINDS:
        shown = Shown(str(kind.model._meta.verbose_name), kind.all_rows, kind.rows, kind.names)
        for view in (kind.view, *kind.followed_by):
            register(view, shown)
    plug_in_moved(moved)


def moved(paths: Collection[str]) -> dict[str, str]:
    """Of paths where nothing is, those that a redirect leads on from, and where to."""
    rows = {row.old_path: row.leads_to for row in Redirect.objects.at(*paths).with_targets()}
    return {path: rows[normalised(path)] for path in paths if rows.get(normalised(path))}
