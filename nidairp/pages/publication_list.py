"""A list of publications that a page carries: whose, on what, from when, of which kind, and how many.

What it leaves is worked out where publications are known; here stands only what an editor chose. Each is an
ordinary row below its page, so that a version of the page holds it too.
"""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

MOST = 50


class PublicationListQuerySet(models.QuerySet):
    def for_pages(self) -> Self:
        """With all that says whose and what, in one query."""
        return self.select_related("author__merged_into", "tag")


class PublicationList(models.Model):
    page = models.ForeignKey("pages.Page", models.CASCADE, related_name="publication_lists")
    heading = models.CharField(max_length=200, default="Publications")
    author = models.ForeignKey(
        "publications.Author",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Publications of this author.",
    )
    by_people = models.BooleanField(
        "of the people of this page",
        default=False,
        help_text="Publications of everybody who belongs to this page, in addition to the author's.",
    )
    tag = models.ForeignKey(
        "publications.Tag",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="With this keyword.",
    )
    entry_type = models.CharField("type", max_length=20, blank=True)
    first_year = models.PositiveSmallIntegerField("from year", null=True, blank=True)
    last_year = models.PositiveSmallIntegerField("to year", null=True, blank=True)
    shown = models.PositiveSmallIntegerField(
        "how many",
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(MOST)],
        help_text=f"How many of the newest to show, at most {MOST}; a link leads to all.",
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = PublicationListQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "publication list"

    def __str__(self) -> str:
        return self.heading

    def clean(self) -> None:
        if self.first_year and self.last_year and self.first_year > self.last_year:
            raise ValidationError({"last_year": "The last year is before the first."})
