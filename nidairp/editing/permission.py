"""Who may do what with edited content, asked in one place by every view, button and action of the admin."""

from enum import StrEnum
from typing import Any

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied

from .models import Edited


class Do(StrEnum):
    """``SEE``: read drafts, versions and differences. ``PUBLISH``: all that changes what the public sees."""

    SEE = "see"
    ADD = "add"
    CHANGE = "change"
    DELETE = "delete"
    PUBLISH = "publish"


def may(user: Any, do: Do, what: Edited | type[Edited]) -> bool:
    """Of an object, or of a kind of objects at large."""
    if do is Do.SEE:
        return _has(user, "view", what) or _has(user, "change", what)
    if do is Do.DELETE:
        return _has(user, "delete", what) and (not _is_promised(what) or _has(user, "publish", what))
    return _has(user, do.value, what)


def demand(user: Any, do: Do, what: Edited | type[Edited]) -> None:
    if not may(user, do, what):
        raise PermissionDenied


def _has(user: Any, word: str, what: Edited | type[Edited]) -> bool:
    codename = get_permission_codename(word, what._meta)
    return bool(user.has_perm(f"{what._meta.app_label}.{codename}"))


def _is_promised(what: Edited | type[Edited]) -> bool:
    """To delete what is public takes it off the site."""
    return isinstance(what, Edited) and what.is_promised
