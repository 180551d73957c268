"""What can be found: one row for each published thing. Only the database's own triggers write here."""

from django.db import models
from django.db.models import Q

from nidairp.read_in_part import ReadInPart


class Entry(ReadInPart):
    """Texts without markup. Beside them each engine keeps its index of their words."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    date = models.DateField(null=True)
    title = models.TextField()
    people = models.TextField()
    identifiers = models.TextField()
    text = models.TextField()
    #: When it is public; an empty moment is one without end.
    visible_from = models.DateTimeField(null=True)
    visible_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "entries"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]
        indexes = [
            models.Index(fields=[name], condition=Q(**{f"{name}__isnull": False}), name=f"search_{name}")
            for name in ("visible_from", "visible_until")
        ]

    def __str__(self) -> str:
        return self.title
