"""A picture: uploaded once, kept in every size it is shown in, used wherever somebody points at it.

What it shows in words is said where it is used, for the same scan is the finding in one article and an
ornament in another. Here only a suggestion is kept.
"""

from typing import Any, Self

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.validators import MaxValueValidator
from django.db import IntegrityError, models
from django.db.models import Count, ForeignObjectRel, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from .. import filing, keeping, names
from ..decoding import unpack
from ..encoding import crops
from .sizes import Sizes

_PER_CENT = [MaxValueValidator(100)]


class ImageQuerySet(models.QuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def with_words(self, words: str) -> Self:
        """Those in whose texts every word stands."""
        rows = self
        for word in words.split():
            texts = ("title", "description", "credit")
            rows = rows.filter(
                models.Q.create([(f"{text}__icontains", word) for text in texts], connector=models.Q.OR)
            )
        return rows

    def counted(self) -> Self:
        """With how many rows point at each, as ``used``."""
        return self.annotate(used=sum((_count(key) for key in Image._meta.related_objects), Value(0)))

    def delete(self) -> tuple[int, dict[str, int]]:
        names_of_files = [name for image in self for name in image.files()]
        done = super().delete()
        keeping.discard_after_saving(names_of_files)
        return done


def _count(key: ForeignObjectRel) -> Coalesce:
    column = key.field.attname
    rows = key.related_model._base_manager.filter(**{column: OuterRef("pk")}).order_by().values(column)
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


class Image(Sizes, models.Model):
    class Kind(models.TextChoices):
        JPEG = "JPEG", "JPEG"
        PNG = "PNG", "PNG"
        WEBP = "WEBP", "WebP"

    title = models.CharField(
        max_length=200,
        blank=True,
        help_text="What you find it by; readers never see it. Empty: the file's name.",
    )
    description = models.CharField(
        "suggested alternative text",
        max_length=500,
        blank=True,
        help_text="What it shows. Offered wherever the image is used, where it may be said differently.",
    )
    credit = models.CharField(
        max_length=300,
        blank=True,
        help_text="Whose picture it is; shown under it unless the use says otherwise.",
    )
    focus_x = models.PositiveSmallIntegerField(
        "focal point: % from the left", default=50, validators=_PER_CENT
    )
    focus_y = models.PositiveSmallIntegerField(
        "focal point: % from the top", default=50, validators=_PER_CENT
    )
    checksum = models.CharField(max_length=64, unique=True, editable=False)
    folder = models.CharField(max_length=100, editable=False)
    stem = models.CharField(max_length=100, editable=False)
    cut = models.CharField(max_length=16, editable=False)
    kind = models.CharField(max_length=4, choices=Kind, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    size = models.PositiveIntegerField(editable=False)
    sizes = models.JSONField(default=dict, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField("uploaded", auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    objects = ImageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(focus_x__lte=100, focus_y__lte=100), name="focus_inside_the_picture"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def focus(self) -> tuple[int, int]:
        return self.focus_x, self.focus_y

    def take(self, file: File) -> None:
        """Makes all files of an upload and points at them; the old ones go when this is saved."""
        old = self.files()
        for column, value in filing.file_away(file, self.focus).items():
            setattr(self, column, value)
        self.title = self.title or names.words(file.name or "")
        self._new, self._old = self.files(), old

    def cut_again(self) -> None:
        """Makes the crops anew, for the focal point has moved."""
        with default_storage.open(self.original) as file:
            made = crops(unpack(file), self.focus)
        old, self.cut = self.files(*made.sizes), names.token()[:8]
        keeping.put({self.named(end): data for end, data in made.files.items()})
        self.sizes = {**self.sizes, **made.sizes}
        self._new, self._old = self.files(*made.sizes), old

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
        names_of_files = self.files()
        done = super().delete(*args, **kwargs)
        keeping.discard_after_saving(names_of_files)
        return done
