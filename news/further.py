"""Further categories of an article: its address is under the main one, these list it, too."""

from django.db import models


class FurtherCategory(models.Model):
    """A row of its own, as a tag is, so that a version of the article holds it too."""

    post = models.ForeignKey("news.Post", models.CASCADE, related_name="further")
    category = models.ForeignKey("news.Category", models.CASCADE, related_name="further")

    class Meta:
        ordering = ["category__position", "category__name"]
        verbose_name = "further category"
        verbose_name_plural = "further categories"
        constraints = [
            models.UniqueConstraint(
                fields=["post", "category"],
                name="further_category_once_per_post",
                violation_error_message="The article is already in this category.",
            )
        ]

    def __str__(self) -> str:
        return str(self.category)
