"""A file in the list under a text, at its place among the others; each kind of text has its own table."""

from django.db import models

from .document import Document


class Attachment(models.Model):
    document = models.ForeignKey(Document, models.PROTECT, verbose_name="file")
    label = models.CharField(
        max_length=200, blank=True, help_text="What the link says here. Empty: the file's title."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        verbose_name = "attached file"

    def __str__(self) -> str:
        return self.label or str(self.document)

    @property
    def url(self) -> str:
        return self.document.get_absolute_url()
