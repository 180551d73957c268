"""What was found wrong with a link when it was last looked at, kept until it is right or gone."""

import hashlib
from typing import Any, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from .problems import Kind

LONGEST = 2000


class FindingQuerySet(models.QuerySet):
    def open(self) -> Self:
        """What somebody should look at: the dashboard counts these."""
        return self.filter(dismissed=False)


class Finding(models.Model):
    content_type = models.ForeignKey(ContentType, models.CASCADE, editable=False)
    object_id = models.PositiveBigIntegerField(editable=False)
    row = GenericForeignKey()
    field = models.CharField("stands in", max_length=50, editable=False)
    link = models.CharField(max_length=LONGEST, editable=False)
    #: Of the whole link: databases index no text as long as a link may be.
    digest = models.CharField(max_length=64, editable=False)
    is_outside = models.BooleanField("leads elsewhere", editable=False)
    kind = models.CharField("kind of fault", max_length=20, choices=Kind, editable=False)
    says = models.CharField("what is wrong", max_length=500, editable=False)
    first_seen = models.DateTimeField("wrong since", editable=False)
    last_checked = models.DateTimeField(editable=False)
    dismissed = models.BooleanField(default=False, help_text="Is left out of the list and the count.")

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["first_seen", "pk"]
        verbose_name = "broken link"
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "field", "digest"], name="one_finding_per_link"
            )
        ]
        indexes = [models.Index(fields=["dismissed", "first_seen"], name="finding_list")]

    def __str__(self) -> str:
        return self.link

    @property
    def key(self) -> tuple[Any, ...]:
        return self.content_type_id, self.object_id, self.field, self.digest


def digest_of(link: str) -> str:
    return hashlib.sha256(link.encode("utf-8", "replace")).hexdigest()
