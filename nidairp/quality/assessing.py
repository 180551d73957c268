"""Looks at published texts and writes down what was found. What is up to date already is left alone."""

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from .assembling import subjects
from .checks import Finding, findings
from .kinds import Kind, all_kinds
from .models import Assessment

#: A text that nobody touched is looked at again after a day: what it links to may have gone.
LASTS = datetime.timedelta(days=1)
TOGETHER = 100


def outdated(kind: Kind) -> QuerySet:
    """Published, and not looked at since it was saved last."""
    current = Assessment.objects.of(kind.model).filter(
        object_id=OuterRef("pk"), of_version=OuterRef("updated_at"), made_at__gt=timezone.now() - LASTS
    )
    return kind.published().filter(~Exists(current)).order_by("-updated_at")


def assess(kind: Kind, objects: Sequence[Any]) -> None:
    of = ContentType.objects.get_for_model(kind.model)
    checked = zip(objects, subjects(kind, objects), strict=True)
    rows = [_row(of, obj, findings(subject, kind.checks)) for obj, subject in checked]
    Assessment.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["content_type", "object_id"],
        update_fields=["errors", "advice", "rules", "of_version", "made_at"],
    )


def _row(of: ContentType, obj: Any, found: list[Finding]) -> Assessment:
    severities = Counter(finding.rule.severity for finding in found)
    return Assessment(
        content_type=of,
        object_id=obj.pk,
        errors=severities["error"],
        advice=severities["advice"],
        rules=Counter(finding.rule.slug for finding in found),
        of_version=obj.updated_at,
        made_at=timezone.now(),
    )


def refresh(limit: int | None = TOGETHER) -> int:
    """Looks at what is outdated, at most so many of each kind. Says how many were looked at."""
    return sum(_refresh(kind, limit) for kind in all_kinds())


def _refresh(kind: Kind, limit: int | None) -> int:
    done = 0
    while batch := list(outdated(kind)[: TOGETHER if limit is None else limit]):
        assess(kind, batch)
        done += len(batch)
        if limit is not None:
            break
    return done


def forget_gone() -> int:
    """Takes away what was written down of texts that are not published any longer."""
    gone = [
        Assessment.objects.of(kind.model).exclude(object_id__in=kind.published().order_by().values("pk"))
        for kind in all_kinds()
    ]
    return sum(rows.delete()[0] for rows in gone)
