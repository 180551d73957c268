"""A redirect: an old path, and what answers there where nothing else does.

It points at a thing itself, never at that thing's address of the day: so A that moved to B and on to C is one
step from A to C, and a thing that comes back to A is simply there. Or it leads to a fixed address. Or to
neither: what was there is gone for good (410).
"""

from typing import Any, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from nidairp.addresses import validate_address, validate_visible

from . import kinds
from .paths import LONGEST, normalised


class RedirectQuerySet(models.QuerySet):
    def at(self, *paths: str) -> Self:
        return self.filter(old_path__in={normalised(path) for path in paths})

    def with_targets(self) -> Self:
        """All that ``leads_to`` needs: one query more for each kind of target."""
        rows = [kind.all_rows() for kind in kinds.every_kind()]
        return self.prefetch_related(GenericPrefetch("target", rows)).select_related("content_type")

    def to(self, *rows: models.Model) -> Self:
        """The old addresses of these rows, which are of one model."""
        if not rows:
            return self.none()
        kind = ContentType.objects.get_for_model(rows[0])
        return self.filter(content_type=kind, object_id__in=[row.pk for row in rows])


class Redirect(models.Model):
    old_path = models.CharField(
        "old address",
        max_length=LONGEST,
        unique=True,
        help_text="A path on this site, such as /about/contact/. Capital letters make no difference.",
    )
    content_type = models.ForeignKey(ContentType, models.CASCADE, null=True, blank=True)
    object_id = models.PositiveBigIntegerField(null=True, blank=True)
    target = GenericForeignKey()
    address = models.CharField(max_length=1000, blank=True, validators=[validate_address])
    note = models.CharField(
        max_length=300,
        blank=True,
        validators=[validate_visible],
        help_text="For other editors: why it exists.",
    )
    #: What came about in one change carries one mark, so that it can be taken back together.
    change = models.UUIDField(null=True, editable=False, db_index=True)
    created_at = models.DateTimeField("made", auto_now_add=True)
    hits = models.PositiveIntegerField("used", default=0, editable=False)
    last_used = models.DateField("last used", null=True, editable=False)

    history = HistoricalRecords(excluded_fields=["hits", "last_used"])
    objects = RedirectQuerySet.as_manager()

    class Meta:
        ordering = ["old_path"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="redirect_target")]
        constraints = [
            models.CheckConstraint(
                condition=Q(content_type=None, object_id=None)
                | Q(content_type__isnull=False, object_id__isnull=False, address=""),
                name="redirect_leads_to_one_place",
            )
        ]

    def __str__(self) -> str:
        return self.old_path

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.old_path = normalised(self.old_path)
        super().save(*args, **kwargs)

    @property
    def leads_to(self) -> str:
        """The address of the day; empty for what is gone."""
        return self.target.get_absolute_url() if self.target else self.address

    @property
    def is_gone(self) -> bool:
        """Nothing is to answer here any more, and that is said."""
        return self.object_id is None and not self.address
