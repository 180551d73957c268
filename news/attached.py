"""What stands under an article, in an order of its own: publications in the box, files to download."""

from django.db import models

from nidairp.library.models import Attachment
from publications.models import Publication


class CitedPublication(models.Model):
    """A publication in the box under an article, at its place among the others."""

    post = models.ForeignKey("news.Post", models.CASCADE)
    #: Found by the index below.
    publication = models.ForeignKey(Publication, models.PROTECT, db_index=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "citation"
        # What is related to an article: who cites some hundreds of papers, without a look at the rows.
        indexes = [models.Index(fields=["publication", "post"], name="cited_in")]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "publication"],
                name="publication_once_per_post",
                violation_error_message="This publication is already attached to the article.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication} (in the article “{self.post}”)"


class PostFile(Attachment):
    post = models.ForeignKey("news.Post", models.CASCADE, related_name="files")

    class Meta(Attachment.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["post", "document"],
                name="file_once_per_post",
                violation_error_message="This file is already attached to the article.",
            )
        ]

    def used_in(self) -> models.Model:
        return self.post
