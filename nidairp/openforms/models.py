"""Who has which form open. A row lives as long as its page says so, which it does every half minute."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Model
from django.utils import timezone

#: A page that was not heard of for so long is closed.
SILENCE = datetime.timedelta(seconds=90)
#: A page that was heard of so recently is not written down again.
FRESH = datetime.timedelta(seconds=25)


class OpenFormQuerySet(models.QuerySet):
    def of(self, obj: Model) -> Self:
        kind = ContentType.objects.get_for_model(obj)
        return self.filter(content_type=kind, object_id=str(obj.pk))

    def alive(self) -> Self:
        return self.filter(seen_at__gt=timezone.now() - SILENCE)

    def heard(self, obj: Model, user: Any, page: str) -> list["OpenForm"]:
        """Notes that this page is open, and answers with all that are. Writes only what is news."""
        rows = list(self.of(obj).alive().select_related("user").order_by("since", "pk"))
        mine = next((row for row in rows if row.page == page and row.user == user), None)
        now = timezone.now()
        if mine is None:
            self._opened(obj, user, page, now)
        elif mine.seen_at < now - FRESH:
            self.filter(pk=mine.pk).update(seen_at=now)
        return rows

    def _opened(self, obj: Model, user: Any, page: str, now: datetime.datetime) -> None:
        self.filter(seen_at__lt=now - SILENCE).delete()
        kind = ContentType.objects.get_for_model(obj)
        row = OpenForm(content_type=kind, object_id=str(obj.pk), user=user, page=page, since=now, seen_at=now)
        self.bulk_create([row], ignore_conflicts=True)

    def left(self, user: Any, page: str) -> None:
        self.filter(user=user, page=page).delete()


class OpenForm(models.Model):
    """``page`` is made up anew by each page that shows the form: one person may have two tabs."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.CharField(max_length=64)
    page = models.CharField(max_length=36)
    since = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    objects = OpenFormQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "page"], name="page_once_per_user")]
        indexes = [models.Index(fields=["content_type", "object_id"], name="open_forms_of_object")]

    def __str__(self) -> str:
        return f"{self.user} has {self.content_type} {self.object_id} open"
