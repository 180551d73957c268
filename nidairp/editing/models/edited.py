"""Where edited content stands between a first draft and the public, and the one place that says who sees it.

The row is what the public sees, or has been promised for a moment to come. While it is neither, the row is
the newest draft. Changes to what is public wait in a revision, ``draft``, until they are published.
"""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from nidairp.read_in_part import ReadInPart

from .revision import Revision


class EditedQuerySet(models.QuerySet):
    """Views, feeds, sitemaps, search, menus and exports all ask ``published()``."""

    def published(self, at: datetime.datetime | None = None) -> Self:
        """What the public may see now: by the moments themselves, whether or not anything has run since."""
        at = at or timezone.now()
        return self.filter(
            Q(state=Edited.State.PUBLISHED) | Q(state=Edited.State.SCHEDULED, publish_at__lte=at),
            Q(unpublish_at=None) | Q(unpublish_at__gt=at),
        )

    def promised(self) -> Self:
        """What is public, or will be when its moment has come."""
        return self.filter(state__in=Edited.PROMISED)

    def with_moments(self) -> Self:
        """``published()`` for who knows no clock: what is promised, and between which moments."""
        scheduled = models.When(state=Edited.State.SCHEDULED, then="publish_at")
        start = models.Case(scheduled, output_field=models.DateTimeField())
        return self.promised().annotate(visible_from=start, visible_until=models.F("unpublish_at"))

    def overdue(self, at: datetime.datetime) -> Self:
        """What the public sees, or no longer sees, without its state saying so yet."""
        return self.filter(
            Q(state=Edited.State.SCHEDULED, publish_at__lte=at)
            | Q(state__in=Edited.PROMISED, unpublish_at__lte=at)
        )

    def scheduled(self, at: datetime.datetime | None = None) -> Self:
        """What waits for its moment: the whole, or changes to what is public."""
        at = at or timezone.now()
        return self.filter(Q(state=Edited.State.SCHEDULED, publish_at__gt=at) | Q(draft__due__gt=at))

    def with_draft(self) -> Self:
        """With changes that are not public yet, over what is public or promised."""
        return self.filter(draft__isnull=False)

    def made_by(self, user: Any) -> Self:
        return self.filter(created_by=user.pk)

    def in_review(self) -> Self:
        return self.filter(submitted_at__isnull=False)


class Edited(ReadInPart):
    """State and moments are changed by ``editing.publishing`` and its neighbours alone."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SCHEDULED = "scheduled", "Scheduled"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Unpublished"

    #: The states in which the row is no draft, and only publishing writes to it.
    PROMISED = (State.SCHEDULED, State.PUBLISHED)
    #: The tables of rows that are edited, kept and published along with this one, by their accessors.
    revised_with: tuple[str, ...] = ()

    #: Whether a moment had come by the time the row was locked: another process may have been quicker.
    was_due = False

    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, db_index=True, editable=False)
    publish_at = models.DateTimeField("publish at", null=True, blank=True)
    unpublish_at = models.DateTimeField("unpublish at", null=True, blank=True)
    published_at = models.DateTimeField("first published", null=True, editable=False)
    draft = models.ForeignKey(Revision, models.SET_NULL, null=True, editable=False, related_name="+")
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(publish_at__isnull=False),
                name="%(app_label)s_%(class)s_scheduled_for_a_moment",
            )
        ]
        indexes = [
            models.Index(
                fields=["publish_at"], condition=Q(state="scheduled"), name="%(app_label)s_%(class)s_due"
            ),
            models.Index(
                fields=["unpublish_at"],
                condition=Q(unpublish_at__isnull=False),
                name="%(app_label)s_%(class)s_end",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Also what is saved as published straight away, by an import or a script, has a first time."""
        if self.state == self.State.PUBLISHED and not self.published_at:
            self.published_at = timezone.now()
        super().save(*args, **kwargs)

    @property
    def is_public(self) -> bool:
        """The same as ``published()``, for one object already loaded."""
        return self.is_public_at(timezone.now())

    def is_public_at(self, moment: datetime.datetime) -> bool:
        if self.unpublish_at and self.unpublish_at <= moment:
            return False
        if self.state == self.State.SCHEDULED:
            return self.publish_at is not None and self.publish_at <= moment
        return self.state == self.State.PUBLISHED

    @property
    def was_public(self) -> bool:
        """Whether anybody outside may have seen it, or its address."""
        return self.published_at is not None or self.is_public

    @property
    def is_promised(self) -> bool:
        """Whether the row is more than a draft: public now, or at its moment."""
        return self.state in self.PROMISED

    @property
    def has_draft(self) -> bool:
        return self.draft_id is not None  # type: ignore[attr-defined]

    @property
    def changed_at(self) -> datetime.datetime:
        """When the public's view of it last changed: what was written on Monday may be there since Friday."""
        if self.state == self.State.SCHEDULED and self.publish_at and self.is_public:
            return max(self.updated_at, self.publish_at)
        return self.updated_at

    def set_facts(self, **facts: Any) -> None:
        """Writes what no reader sees as a change: neither text nor ``updated_at`` are touched."""
        for name, value in facts.items():
            setattr(self, name, value)
        type(self)._base_manager.filter(pk=self.pk).update(**facts)

    def as_copy(self) -> None:
        """Changes what a copy must not share with the original: title and address, at least."""
        raise NotImplementedError
