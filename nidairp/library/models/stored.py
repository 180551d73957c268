"""What images and files have in common: a row and its files in the storage come and go together."""

from typing import Any, Self

from django.conf import settings
from django.db import IntegrityError, models
from django.db.models import Count, ForeignObjectRel, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from .. import keeping


class StoredQuerySet(models.QuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def counted(self) -> Self:
        """With how many rows point at each, as ``used``."""
        keys = self.model._meta.related_objects
        return self.annotate(used=sum((_count(key) for key in keys), Value(0)))

    def delete(self) -> tuple[int, dict[str, int]]:
        names = [name for row in self for name in row.files()]
        done = super().delete()
        keeping.discard_after_saving(names)
        return done


def _count(key: ForeignObjectRel) -> Coalesce:
    column = key.field.attname
    rows = key.related_model._base_manager.filter(**{column: OuterRef("pk")}).order_by().values(column)
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


class Stored(models.Model):
    checksum = models.CharField(max_length=64, unique=True, editable=False)
    size = models.PositiveIntegerField(editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField("uploaded", auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True

    def files(self) -> list[str]:
        """The names of its files in the storage; none before it has any."""
        raise NotImplementedError

    def exchanged(self, old: list[str], new: list[str]) -> None:
        """The new files are written; which of them stay is decided when the row is saved."""
        self._old, self._new = old, new

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Where the row is refused the new files go, else the old ones."""
        new, old = (self.__dict__.pop(name, []) for name in ("_new", "_old"))
        try:
            super().save(*args, **kwargs)
        except IntegrityError:
            keeping.discard(new)
            raise
        keeping.discard_after_saving(old)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        names = self.files()
        done = super().delete(*args, **kwargs)
        keeping.discard_after_saving(names)
        return done
