"""What images and files have in common: a row and its files in the storage come and go together.

Whatever takes the place of another leaves that behind as an earlier one (``former.py``), to be put back.
"""

from itertools import chain
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models import Count, ForeignKey, ForeignObjectRel, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from nidairp.read_in_part import ReadInPart

from .. import keeping

#: So many earlier ones of each are kept.
KEPT = 5
THERE = "What was here before has been uploaded again in the meantime: “{}”. Use that one."


class StoredQuerySet(models.QuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def counted(self) -> Self:
        """With how many rows point at each, as ``used``."""
        return self.annotate(used=sum((_count(key) for key in keys_to(self.model)), Value(0)))

    def delete(self) -> tuple[int, dict[str, int]]:
        names = [name for row in self for name in row.all_files()]
        done = super().delete()
        keeping.discard_after_saving(names)
        return done


def keys_to(model: type[models.Model]) -> list[ForeignObjectRel]:
    """The keys of those that use it; what goes along with it is a part of it."""
    return [
        relation
        for relation in model._meta.related_objects
        if isinstance(relation.field, ForeignKey) and relation.on_delete is not models.CASCADE
    ]


def _count(key: ForeignObjectRel) -> Coalesce:
    column = key.field.attname
    rows = key.related_model._base_manager.filter(**{column: OuterRef("pk")}).order_by().values(column)
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


class Stored(ReadInPart):
    #: What another upload changes, and what putting an earlier one back exchanges.
    COLUMNS: tuple[str, ...] = ("checksum", "size")

    checksum = models.CharField(max_length=64, unique=True, editable=False)
    size = models.PositiveIntegerField(editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField("uploaded", auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    #: Who puts another one in its place.
    replaced_by: Any = None
    former: Any

    class Meta:
        abstract = True

    def files(self) -> list[str]:
        """The names of its files in the storage; none before it has any."""
        raise NotImplementedError

    def all_files(self) -> list[str]:
        """With those of the earlier ones."""
        return [*self.files(), *chain.from_iterable(former.files() for former in self.former.all())]

    def columns(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.COLUMNS}

    def exchanged(self, old: list[str], new: list[str]) -> None:
        """The new files are written; which of them stay is decided when the row is saved."""
        self._old, self._new = old, new

    def replaced(self, before: dict[str, Any]) -> None:
        """Another upload is in the place of what had these columns; its files stay."""
        self.exchanged([], self.files())
        self._before = before if self.pk else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Where the row is refused the new files go, else the old ones."""
        new, old = (self.__dict__.pop(name, []) for name in ("_new", "_old"))
        before = self.__dict__.pop("_before", None)
        try:
            super().save(*args, **kwargs)
        except IntegrityError:
            keeping.discard(new)
            raise
        keeping.discard_after_saving(old)
        if before:
            self.former.create(columns=before, replaced_by=self.replaced_by)
            for one_too_many in self.former.all()[KEPT:]:
                one_too_many.delete()

    def put_back(self, former: Any) -> None:
        """Exchanges the two, so that this can be taken back in the same way."""
        now = self.columns()
        there = type(self)._default_manager.filter(checksum=former.columns["checksum"]).exclude(pk=self.pk)
        if twin := there.first():
            raise ValidationError(THERE.format(twin))
        for name, value in former.columns.items():
            setattr(self, name, value)
        self.save()
        former.columns, former.replaced_at, former.replaced_by = now, timezone.now(), self.replaced_by
        former.save()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        names = self.all_files()
        done = super().delete(*args, **kwargs)
        keeping.discard_after_saving(names)
        return done
