"""Tags: what articles have in common across categories, each with a list of its own."""

from django.db import models
from django.urls import reverse

from nidairp.redirects.keeping import kept


class Tag(models.Model):
    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    description = models.TextField(
        blank=True, help_text="One or two sentences: shown under the title and in search results."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        with kept(self):
            super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse("news:tag", args=[self.slug])

    @property
    def is_public(self) -> bool:
        """A tag has no state: its page is always there."""
        return True


class PostTag(models.Model):
    """A row of its own, so that a version of the article holds it too."""

    post = models.ForeignKey("news.Post", models.CASCADE)
    tag = models.ForeignKey(Tag, models.CASCADE)

    class Meta:
        ordering = ["tag__name"]
        verbose_name = "tag"
        constraints = [
            models.UniqueConstraint(
                fields=["post", "tag"],
                name="tag_once_per_post",
                violation_error_message="The article already has this tag.",
            )
        ]

    def __str__(self) -> str:
        return str(self.tag)
