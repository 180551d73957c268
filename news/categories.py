"""Kinds of news, each with a page of its own, and parts of one another."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from nidairp.read_in_part import ReadInPart
from nidairp.redirects.keeping import kept
from nidairp.reversing import Address

from .further import FurtherCategory

ADDRESS = Address("news:category")
#: First parts of addresses below /news/ that belong to the news themselves.
RESERVED = frozenset({"events", "feed", "tags"})


class CategoryQuerySet(models.QuerySet):
    def with_others(self) -> Self:
        """With whether articles of other categories are listed there, too: most list none."""
        return self.annotate(
            lists_others=Exists(FurtherCategory.objects.filter(category=OuterRef("pk"))),
            has_parts=Exists(Category.objects.filter(parent=OuterRef("pk"))),
        )


class Category(ReadInPart):
    """A kind of news, with a page of its own."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    dateline_label = models.CharField(
        max_length=100,
        blank=True,
        help_text="How the line under an article's figure begins, for example “Hot Off the Press”. "
        "Empty: the name.",
    )
    description = models.TextField(
        blank=True, help_text="One or two sentences: shown under the title and in search results."
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Order in lists: smaller numbers come first."
    )
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="part of",
        help_text="The category whose list shows these articles, too.",
    )

    history = HistoricalRecords()
    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        with kept(self, lambda: self.posts.select_related("category").defer("body")):
            super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return ADDRESS(self.slug)

    def clean(self) -> None:
        if self.slug in RESERVED:
            raise ValidationError({"slug": f"/news/{self.slug}/ is a page of its own: choose another slug."})
        if self.pk and self.pk in [above.pk for above in self.lineage()]:
            raise ValidationError(
                {"parent": "A category cannot be part of itself or of one of its own parts."}
            )

    def lineage(self) -> list["Category"]:
        """The categories that it is a part of, nearest first."""
        above: list[Category] = []
        category = self.parent
        while category is not None and category not in above:
            above.append(category)
            category = category.parent
        return above

    @cached_property
    def lists_others(self) -> bool:
        return self.further.exists()

    @cached_property
    def has_parts(self) -> bool:
        return self.children.exists()

    @property
    def stands_alone(self) -> bool:
        """Whether its list has its own articles and no others."""
        return not (self.has_parts or self.lists_others)

    def with_parts(self) -> list[int]:
        """The keys of this category and of all that are part of it; mostly its own only."""
        found, below = [self.pk], [self.pk]
        while below:
            parts = Category.objects.filter(parent__in=below).exclude(pk__in=found)
            below = list(parts.values_list("pk", flat=True))
            found += below
        return found

    @property
    def is_public(self) -> bool:
        """A category has no state: its page is always there."""
        return True
