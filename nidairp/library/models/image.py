"""A picture: uploaded once, kept in every size it is shown in, used wherever somebody points at it.

What it shows in words is said where it is used, for the same scan is the finding in one article and an
ornament in another. Here only a suggestion is kept.
"""

from typing import Self

from django.core.files import File
from django.core.validators import MaxValueValidator
from django.db import models

from .. import filing, keeping, names
from .sizes import Sizes
from .stored import Stored, StoredQuerySet

_PER_CENT = [MaxValueValidator(100)]


class ImageQuerySet(StoredQuerySet):
    def with_words(self, words: str) -> Self:
        """Those in whose texts every word stands."""
        rows = self
        for word in words.split():
            texts = ("title", "description", "credit")
            rows = rows.filter(
                models.Q.create([(f"{text}__icontains", word) for text in texts], connector=models.Q.OR)
            )
        return rows


class Image(Sizes, Stored):
    COLUMNS = (
        *Stored.COLUMNS, "folder", "stem", "cut", "kind", "width", "height", "sizes", "focus_x", "focus_y",
    )  # fmt: skip

    class Kind(models.TextChoices):
        JPEG = "JPEG", "JPEG"
        PNG = "PNG", "PNG"
        WEBP = "WEBP", "WebP"

    title = models.CharField(
        max_length=200,
        blank=True,
        help_text="For finding it here; readers never see it. Empty: the file's name.",
    )
    description = models.CharField(
        "suggested alternative text",
        max_length=500,
        blank=True,
        help_text="What it shows. Suggested wherever the image is used, and can be changed there.",
    )
    credit = models.CharField(
        max_length=300,
        blank=True,
        help_text="Credit, shown under the picture unless it is given otherwise where it is used.",
    )
    focus_x = models.PositiveSmallIntegerField(
        "focal point: % from the left", default=50, validators=_PER_CENT
    )
    focus_y = models.PositiveSmallIntegerField(
        "focal point: % from the top", default=50, validators=_PER_CENT
    )
    folder = models.CharField(max_length=100, editable=False)
    stem = models.CharField(max_length=100, editable=False)
    cut = models.CharField(max_length=16, editable=False)
    kind = models.CharField(max_length=4, choices=Kind, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    sizes = models.JSONField(default=dict, editable=False)

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

    def get_absolute_url(self) -> str:
        """The largest of its files; another picture has other names, so it is asked for when needed."""
        return self.largest("whole")["url"]

    @property
    def focus(self) -> tuple[int, int]:
        return self.focus_x, self.focus_y

    def take(self, file: File) -> None:
        """Makes all files of an upload and points at them; those before are kept as an earlier picture."""
        before = self.columns()
        for column, value in filing.file_away(file, self.focus).items():
            setattr(self, column, value)
        self.title = self.title or names.words(file.name or "")
        self.replaced(before)

    def cut_again(self) -> None:
        """Makes the crops anew, for the focal point has moved."""
        made = filing.crops_anew(keeping.fetched(self.original), self.focus)
        old, self.cut = self.files(*made.sizes), names.token()[:8]
        keeping.put({self.named(end): data for end, data in made.files.items()})
        self.sizes = {**self.sizes, **made.sizes}
        self.exchanged(old, self.files(*made.sizes))
