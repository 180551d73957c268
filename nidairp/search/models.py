"""What can be found: one row for each published thing. Only the database's own triggers write here."""

from django.db import models


class Entry(models.Model):
    """Texts without markup. Beside them each engine keeps its index of their words."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    date = models.DateField(null=True)
    title = models.TextField()
    people = models.TextField()
    identifiers = models.TextField()
    text = models.TextField()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]

    def __str__(self) -> str:
        return self.title
