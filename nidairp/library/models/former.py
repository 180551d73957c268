"""What a picture or a file was before another took its place: kept, so that replacing can be taken back."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from .. import keeping


class Former(models.Model):
    """The columns that led to its files; all else is said by the row that it belongs to."""

    #: The key to that row.
    of: str

    columns: Any = models.JSONField()
    replaced_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["-replaced_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Earlier {getattr(self, self.of)}"

    def as_it_was(self) -> Any:
        """The row with these columns, in memory only: it names its files, and draws them."""
        return self._meta.get_field(self.of).related_model(**self.columns)

    def files(self) -> list[str]:
        return list(self.as_it_was().files())

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        names = self.files()
        done = super().delete(*args, **kwargs)
        keeping.discard_after_saving(names)
        return done


class FormerImage(Former):
    of = "image"
    image = models.ForeignKey("library.Image", models.CASCADE, related_name="former")


class FormerDocument(Former):
    of = "document"
    document = models.ForeignKey("library.Document", models.CASCADE, related_name="former")
