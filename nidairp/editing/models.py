"""The state that all edited content has, and the one place that says what the public may see."""

from typing import Self

from django.db import models


class EditedQuerySet(models.QuerySet):
    """Views, feeds, sitemaps, search, menus and exports all ask ``published()``."""

    def published(self) -> Self:
        return self.filter(state=Edited.State.PUBLISHED)


class Edited(models.Model):
    """A draft is seen in the admin only; what is published is public at once."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    state = models.CharField(
        max_length=10,
        choices=State,
        default=State.DRAFT,
        db_index=True,
        help_text="A draft is seen here in the admin only. Published means: on the site as soon as you save.",
    )
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        """The same as ``published()``, for one object already loaded."""
        return self.state == self.State.PUBLISHED
