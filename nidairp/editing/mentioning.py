"""What stands in saved versions and not in a row: a draft over what is public, and what was public before.

Rows protect what they point at by their keys. What a version names is found by looking into it.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import models
from django.db.models import Model, Q
from django.db.models.functions import Cast

from nidairp.in_pieces import in_pieces

from . import snapshot
from .due import edited_models
from .models import Revision
from .models.revision import RevisionQuerySet
from .snapshot import Content

#: The keys of one model that a text names.
InText = Callable[[str], set[int]]


def waiting() -> RevisionQuerySet:
    """The present drafts, and the changes that wait for their moment."""
    drafts = Q(due__isnull=False)
    for model in edited_models():
        drafts |= Q(pk__in=model._base_manager.filter(draft__isnull=False).values("draft"))
    return Revision.objects.filter(drafts)


def published() -> RevisionQuerySet:
    """What the public has seen, of whatever is there still."""
    return Revision.objects.filter(kind__in=(Revision.Kind.PUBLISHED, Revision.Kind.WITHDRAWN))


def naming(
    revisions: RevisionQuerySet, used: Model, marks: Iterable[str], in_text: InText
) -> Iterator[Revision]:
    """By a key, or by one of ``marks`` in a text; the database leaves out most versions that do neither."""
    key = f'": {used.pk}'
    ways = (f"{key},", f"{key}}}", *(json.dumps(mark)[1:-1] for mark in marks))
    written = Cast("content", models.TextField())
    likely = revisions.alias(written=written).filter(
        Q.create([("written__contains", way) for way in ways], connector=Q.OR)
    )
    for piece in in_pieces(likely.select_related("content_type"), "-pk"):
        for revision in piece:
            model = revision.content_type.model_class()
            if model is not None and used.pk in keys(model, revision.content, type(used), in_text):
                yield revision


def keys(model: type[Model], content: Content, named: type[Model], in_text: InText) -> set[int]:
    """The rows of ``named`` in the content of an object of ``model`` and of the rows below it."""
    found = _keys(snapshot.content_fields(model), content["fields"], named, in_text)
    for accessor in content["rows"].keys() & set(snapshot.accessors(model)):
        fields = snapshot.child_fields(model, accessor)
        for row in content["rows"][accessor]:
            found |= _keys(fields, row["fields"], named, in_text)
    return found


def _keys(fields: list[Any], values: dict[str, Any], named: type[Model], in_text: InText) -> set[int]:
    found: set[int] = set()
    for field in fields:
        value = values.get(field.name)
        if field.related_model is named and value is not None:
            found.add(int(value))
        elif isinstance(field, models.TextField) and value:
            found |= in_text(value)
    return found
