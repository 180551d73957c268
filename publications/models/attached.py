"""A file that goes with a publication: its PDF, supplements. The library that keeps it is only named."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from .publication import Publication


class AttachedFileQuerySet(models.QuerySet):
    def published(self) -> "AttachedFileQuerySet":
        return self.filter(publication__in=Publication.objects.published())


class AttachedFile(models.Model):
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="files")
    document = models.ForeignKey("library.Document", models.PROTECT, verbose_name="file")
    label = models.CharField(
        max_length=200, blank=True, help_text="What the link says here. Empty: the file's title."
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = AttachedFileQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "attached file"
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "document"],
                name="file_once_per_publication",
                violation_error_message="This file is already attached to the publication.",
            )
        ]

    def __str__(self) -> str:
        return self.label or str(self.document)

    def get_absolute_url(self) -> str:
        """Below the publication's own page: Google Scholar takes a PDF from there only."""
        return reverse("publications:attached", args=[self.publication.slug, self.document.name])

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    @property
    def whole_address(self) -> str:
        return settings.SITE_URL + self.url

    @property
    def media_type(self) -> str:
        return self.document.kind.media_type

    @property
    def is_pdf(self) -> bool:
        return self.media_type == "application/pdf"

    def used_in(self) -> Publication:
        return self.publication
