"""One saved version of an edited object: never changed, and pruned by a rule (``pruning.py``)."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

#: Room for all that an editor asks a writer to change.
LONGEST_NOTE = 1000


class RevisionQuerySet(models.QuerySet):
    def of(self, obj: models.Model) -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(obj), object_id=obj.pk)

    def newest_first(self) -> Self:
        return self.order_by("-number")

    def due(self, at: datetime.datetime) -> Self:
        return self.filter(due__lte=at)


class Revision(models.Model):
    """What an object and the rows below it said, who saved it, when, and what happened to it then."""

    class Kind(models.TextChoices):
        FOUND = "found", "As found"
        DRAFT = "draft", "Draft saved"
        RESTORED = "restored", "Restored as a draft"
        SUBMITTED = "submitted", "Submitted for review"
        RETURNED = "returned", "Sent back"
        SCHEDULED = "scheduled", "Scheduled"
        UNSCHEDULED = "unscheduled", "Schedule cancelled"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Unpublished"
        DISCARDED = "discarded", "Draft discarded"
        DELETED = "deleted", "Deleted"

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    object = GenericForeignKey()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    moment = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    content: Any = models.JSONField(encoder=DjangoJSONEncoder)
    #: Whether it was written into the object's row, and not only kept here.
    applied = models.BooleanField(default=False)
    #: When it is to take the place of what is public; empty where nothing of that kind is waiting.
    due = models.DateTimeField(null=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "number"], name="revision_number_once_per_object"
            )
        ]
        indexes = [models.Index(fields=["due"], condition=Q(due__isnull=False), name="editing_revision_due")]

    def __str__(self) -> str:
        return f"Version {self.number}"
