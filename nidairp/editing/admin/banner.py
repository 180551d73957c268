"""What stands above the form: what the public sees, what is ahead of it, and what can be done about that."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from nidairp.editing import difference, review, revising, snapshot, stage
from nidairp.editing.models import Edited, Revision
from nidairp.editing.permission import Do, may

from .rows import RevisedRows

#: The pages beside the form.
DOORS = ("history", "compare", "discard", "unpublish", "unschedule", "send_back", "copy", "share", "newest")


def of(request: HttpRequest, context: dict[str, Any], obj: Any) -> dict[str, Any] | None:
    """For ``_banner.html``; nothing for what is only being made."""
    if obj is None:
        return None
    live: Edited = obj.live
    waiting = Revision.objects.of(live).filter(due__isnull=False).first()
    return {
        "badges": stage.badges(live),
        "live": live,
        "draft": live.draft,
        "waiting": waiting,
        "is_newer": waiting is not None and live.draft_id != waiting.pk,  # type: ignore[attr-defined]
        "missing": obj.missing,
        "turn": review.last_turn(live),
        "may_publish": may(request.user, Do.PUBLISH, live),
        "may_change": may(request.user, Do.CHANGE, live),
        "may_share": may(request.user, Do.SHARE, live),
        "addresses": {name: address(live, name) for name in DOORS},
        "conflict": conflict(context, obj),
    }


def address(obj: Edited, name: str, *more: Any) -> str:
    stem = f"admin:{obj._meta.app_label}_{obj._meta.model_name}_"
    return reverse(stem + name, args=[obj.pk, *more])


def conflict(context: dict[str, Any], obj: Edited) -> list[difference.Change] | None:
    """Where somebody else was quicker: from their text to the one that was typed."""
    form = context["adminform"].form
    theirs = getattr(form, "theirs", None)
    if theirs is None:
        return None
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    tables = [f for f in formsets if isinstance(f, RevisedRows) and f.is_valid()]
    mine = snapshot.take(form.instance, {table.accessor: table.kept() for table in tables})
    return difference.changes(type(obj), revising.newest(theirs), mine)
