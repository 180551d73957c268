"""What was deleted, and back again; or gone for good.

Versions outlive the row they are of. When it is deleted one more is kept, with what only the row knew. So it
can be brought back under its old key, with its whole history; as a draft: to publish is a step of its own.
"""

import copy
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, ForeignKey, OuterRef
from django.utils.dateparse import parse_datetime

from . import drafts, permission, recording, revising, snapshot
from .bringing_back import ALREADY, NOTE
from .models import Edited, Revision, Share
from .models.revision import RevisionQuerySet

Kind = Revision.Kind
FIRST = "Without that it cannot be brought back: create it again first."


def keep(obj: Edited, user: Any) -> Revision:
    """The newest text, right before the row is deleted and in the same transaction."""
    with revising.locked(obj) as row:
        public_since = row.published_at.isoformat() if row.published_at else ""
        facts = {"published_at": public_since, "created_by": row.created_by_id}  # type: ignore[attr-defined]
        return recording.add(row, Kind.DELETED, {**revising.newest(row), "facts": facts}, user)


def gone(model: type[Edited]) -> RevisionQuerySet:
    """What was kept of each that was deleted and not brought back, the newest first."""
    same = {"content_type": OuterRef("content_type"), "object_id": OuterRef("object_id")}
    later = Revision.objects.filter(**same, number__gt=OuterRef("number"))
    kind = ContentType.objects.get_for_model(model)
    return Revision.objects.filter(~Exists(later), content_type=kind, kind=Kind.DELETED).order_by("-pk")


def seen(user: Any, model: type[Edited]) -> RevisionQuerySet:
    """Who does not see everybody's drafts sees what was their own."""
    found = gone(model)
    return found if permission.sees_all(user, model) else found.filter(content__facts__created_by=user.pk)


@transaction.atomic
def bring_back(model: type[Edited], pk: int, user: Any) -> tuple[Edited, list[str]]:
    """The row, as a draft, and what it pointed at that no longer exists."""
    kept = _kept(model, pk, user)
    content = snapshot.with_fields(kept.content, publish_at=None, unpublish_at=None)
    made = model(pk=kept.object_id, **_facts(content.pop("facts"), model))
    missing = _fill(made, content)
    content = snapshot.with_fields(content, slug=_free_slug(made))
    snapshot.fill(made, content)
    revising.check(made)
    for accessor in snapshot.accessors(made):
        missing += snapshot.rows_of(made, content, accessor)[1]
    drafts.save(made, content, user, NOTE, Kind.RESTORED)
    return made, missing


@transaction.atomic
def forget(model: type[Edited], pk: int, user: Any) -> Edited:
    """Removes every version of what was deleted, and the links to previews of it; nothing brings it back.

    Returns the empty row that it was, for the log, which is to say when and by whom.
    """
    kept = _kept(model, pk, user)
    same = {"content_type": kept.content_type, "object_id": kept.object_id}
    Share.objects.filter(**same).delete()
    Revision.objects.filter(**same).delete()
    return model(pk=kept.object_id, title=f"Number {kept.object_id}")  # type: ignore[misc]


def versions_of(kept: Revision) -> int:
    return Revision.objects.filter(content_type=kept.content_type, object_id=kept.object_id).count()


def _kept(model: type[Edited], pk: int, user: Any) -> Revision:
    """What was kept, locked: of two who go for it at once, the second looks after the first."""
    list(Revision.objects.select_for_update().filter(pk=pk))
    kept = seen(user, model).filter(pk=pk).first()
    if kept is None:
        raise ValidationError(ALREADY)
    return kept


def _facts(kept: dict[str, Any], model: type[Edited]) -> dict[str, Any]:
    """What was on the site once goes on saying so; its writer may have gone meanwhile."""
    published_at = parse_datetime(kept["published_at"])
    maker = get_user_model().objects.filter(pk=kept["created_by"]).first()
    state = model.State.WITHDRAWN if published_at else model.State.DRAFT
    return {"published_at": published_at, "created_by": maker, "state": state}


def _fill(made: Edited, content: snapshot.Content) -> list[str]:
    missing = snapshot.fill(made, content)
    keys = [field for field in snapshot.content_fields(type(made)) if isinstance(field, ForeignKey)]
    if any(getattr(made, key.attname) is None for key in keys if not key.null):
        raise ValidationError([*missing, FIRST])
    return missing


def _free_slug(made: Edited) -> str:
    """Its own, unless somebody has it now."""
    other: Any = copy.copy(made)
    other.as_copy()
    slug: str = other.slug
    return slug
