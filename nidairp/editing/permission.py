"""Who may do what with edited content, asked in one place by every view, button and action of the admin.

Who may add may work on what is their own: see it, change it, submit it, and delete it while it never was
public. That is all that a writer may. What is public changes only by somebody who may publish.
"""

from enum import StrEnum
from typing import Any

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied

from .models import Edited, Share
from .models.edited import EditedQuerySet


class Do(StrEnum):
    """``SEE``: read drafts, versions and differences. ``PUBLISH``: all that changes what the public sees.
    ``FORGET``: remove the history of what was deleted, which nobody can take back.
    """

    SEE = "see"
    ADD = "add"
    CHANGE = "change"
    DELETE = "delete"
    PUBLISH = "publish"
    SHARE = "share"
    FORGET = "forget"


def may(user: Any, do: Do, what: Edited | type[Edited]) -> bool:
    """Of an object, or of a kind of objects at large."""
    if do is Do.SHARE:
        return _has(user, "change", what)
    if do is Do.FORGET:
        return _has(user, "delete", what) and _has(user, "publish", what)
    if do is Do.SEE:
        return sees_all(user, what) or _is_own(user, what)
    if do is Do.CHANGE:
        return _has(user, "change", what) or _is_own(user, what)
    if do is Do.DELETE:
        everybodys = _has(user, "delete", what) and (not _is_promised(what) or _has(user, "publish", what))
        return everybodys or (_is_own(user, what) and not _was_public(what))
    return _has(user, do.value, what)


def sees_all(user: Any, what: Edited | type[Edited]) -> bool:
    return _has(user, "view", what) or _has(user, "change", what)


def seen(user: Any, rows: EditedQuerySet) -> EditedQuerySet:
    """Those of the rows whose drafts and versions the user may read."""
    if sees_all(user, rows.model):
        return rows
    return rows.made_by(user) if may(user, Do.ADD, rows.model) else rows.none()


def picked(user: Any, rows: EditedQuerySet) -> EditedQuerySet:
    """Those that the user may point at: what everybody sees, beside what may be seen here."""
    return rows if sees_all(user, rows.model) else rows.published() | seen(user, rows)


def opens(share: Share, obj: Edited) -> bool:
    """A link to a preview shows what its maker may show, and so no longer than they may."""
    return share.is_valid and may(share.made_by, Do.SHARE, obj)


def demand(user: Any, do: Do, what: Edited | type[Edited]) -> None:
    if not may(user, do, what):
        raise PermissionDenied


def _has(user: Any, word: str, what: Edited | type[Edited]) -> bool:
    codename = get_permission_codename(word, what._meta)
    return bool(user.has_perm(f"{what._meta.app_label}.{codename}"))


def _is_own(user: Any, what: Edited | type[Edited]) -> bool:
    """Of a kind of objects at large: whether there may be some."""
    mine = not isinstance(what, Edited) or what.pk is None or what.created_by_id == user.pk  # type: ignore[attr-defined]
    return mine and _has(user, "add", what)


def _was_public(what: Edited | type[Edited]) -> bool:
    return isinstance(what, Edited) and (what.is_promised or what.published_at is not None)


def _is_promised(what: Edited | type[Edited]) -> bool:
    """To delete what is public takes it off the site."""
    return isinstance(what, Edited) and what.is_promised
