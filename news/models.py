"""A piece of news. It may cite publications, in an order of its own."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from nidairp.days import written
from nidairp.editing.body import BodyField
from nidairp.editing.models import Edited, EditedQuerySet
from nidairp.editing.slugs import free_slug, slug_of
from nidairp.library.models import Image
from nidairp.prepared import Prepared
from nidairp.redirects.keeping import kept
from nidairp.reversing import Address
from nidairp.rich import cut, strip
from publications.models import Contribution, Publication, with_people

from .attached import CitedPublication, PostFile
from .categories import Category
from .events import Event
from .featured import Featured
from .further import FurtherCategory
from .tags import PostTag, Tag

__all__ = [
    "Category",
    "CitedPublication",
    "Event",
    "Featured",
    "FurtherCategory",
    "Post",
    "PostFile",
    "PostQuerySet",
    "PostTag",
    "Tag",
]

ADDRESS, LIST = Address("news:post"), Address("news:list")
#: What says whether a post is public.
SHOWN = ("state", "publish_at", "unpublish_at")
#: What rows of lists and the home page show of an article.
ROW = ("title", "slug", "date", "summary", "category__name", "category__slug", "figure", "figure_alt")
NO_ALTERNATIVE_TEXT = (
    "The figure needs alternative text: say in a sentence what it shows, "
    "or tick “decorative” if it shows nothing."
)
_CITED = Prepared(
    lambda post: (
        Publication.objects.published()
        .filter(citedpublication__post=post)
        .order_by("citedpublication__position", "citedpublication__pk")
    )
)
_PEOPLE = Prepared(
    lambda post: Contribution.objects.for_pages().filter(publication__citedpublication__post=post)
)


class PostQuerySet(EditedQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-date", "-pk")

    def for_lists(self) -> Self:
        """All that a row in a list shows, in one query."""
        return (
            self.published().select_related("category", "figure").defer("body", "events_text").newest_first()
        )

    def for_rows(self) -> Self:
        """The same without what feeds and the like say besides: it takes half the time to read."""
        return self.for_lists().only(*ROW)

    def listed_in(self, category: Category) -> Self:
        """Of this category and its parts, and those of others that are listed there, too."""
        if category.stands_alone:
            return self.filter(category=category)
        parts = category.with_parts()
        besides = FurtherCategory.objects.filter(category__in=parts).values("post")
        return self.filter(Q(category__in=parts) | Q(pk__in=besides))

    def for_page(self) -> Self:
        """All of an article; with the keys of the two beside it, and whether anything stands below it."""
        others = Post.objects.published().filter(category=OuterRef("category"))
        day, key = OuterRef("date"), OuterRef("pk")
        # The day alone first: so far the index leads.
        before = others.filter(date__lte=day).filter(Q(date__lt=day) | Q(pk__lt=key)).newest_first()
        after = others.filter(date__gte=day).filter(Q(date__gt=day) | Q(pk__gt=key)).order_by("date", "pk")
        return (
            self.published()
            .select_related("category", "figure")
            .defer("events_text")
            .annotate(
                older=Subquery(before.values("pk")[:1]),
                newer=Subquery(after.values("pk")[:1]),
                has_files=Exists(PostFile.objects.filter(post=key)),
                has_events=Exists(Event.objects.filter(post=key)),
                has_further=Exists(FurtherCategory.objects.filter(post=key)),
                has_tags=Exists(PostTag.objects.filter(post=key)),
                is_citing=Exists(CitedPublication.objects.filter(post=key)),
            )
        )


class Post(Edited):
    """One piece of news. Its date is a day, never a moment: no time zone can move it."""

    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=200, help_text="The article's own part of its address.")
    category = models.ForeignKey(Category, models.PROTECT, related_name="posts")
    date = models.DateField(default=timezone.localdate, help_text="The day in the line under the figure.")
    summary = models.TextField(
        blank=True, help_text="One or two sentences: shown in lists, search results and shared links."
    )
    body = BodyField(blank=True)
    figure = models.ForeignKey(
        Image,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        help_text="From the library, or new: an image is uploaded once and can be used again.",
    )
    figure_alt = models.CharField(
        "alternative text",
        max_length=500,
        blank=True,
        help_text="What the figure shows here, for people who cannot see it. Required with a figure, "
        "unless it is decorative.",
    )
    figure_decorative = models.BooleanField(
        "decorative",
        default=False,
        help_text="The figure adds nothing to the text: screen readers skip it.",
    )
    figure_caption = models.CharField("caption", max_length=500, blank=True)
    figure_credit = models.CharField(
        "credit", max_length=300, blank=True, help_text="Credit for the picture. Empty: the library's credit."
    )
    publications = models.ManyToManyField(
        Publication, through="CitedPublication", blank=True, related_name="posts"
    )
    tags = models.ManyToManyField(Tag, through=PostTag, blank=True, related_name="posts")
    show_bibtex = models.BooleanField(
        "show BibTeX", default=True, help_text="Offer BibTeX beside Abstract and Links."
    )

    events_text = models.TextField(blank=True, editable=False)

    objects = PostQuerySet.as_manager()

    revised_with = ("citedpublication_set", "events", "files", "further", "posttag_set")

    class Meta(Edited.Meta):
        ordering = ["-date", "-pk"]
        # All that a list asks: it is walked from the newest on, without a look at rows that are not shown.
        indexes = [
            *Edited.Meta.indexes,
            models.Index(fields=["-date", "-id", *SHOWN], name="post_lists"),
            models.Index(fields=["category", "-date", "-id", *SHOWN], name="post_category_lists"),
        ]
        constraints = [
            *Edited.Meta.constraints,
            models.UniqueConstraint(
                fields=["category", "slug"],
                name="post_slug_once_per_category",
                violation_error_message="An article in this category already has this slug: choose another.",
            ),
            models.CheckConstraint(
                condition=models.Q(figure=None) | ~models.Q(figure_alt="") | models.Q(figure_decorative=True),
                name="figure_has_alternative_text",
                violation_error_message=NO_ALTERNATIVE_TEXT,
            ),
        ]

    def __str__(self) -> str:
        return strip(self.title)

    def save(self, *args: Any, **kwargs: Any) -> None:
        with kept(self):
            super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return ADDRESS(self.category.slug, self.slug)

    @property
    def dateline(self) -> str:
        """ "Hot Off the Press – April 8, 2019." as on the old site."""
        label = self.category.dateline_label or self.category.name
        return f"{label} – {written(self.date)}."

    @property
    def modified(self) -> str:
        """When it was changed last, as machines read it."""
        return timezone.localtime(self.updated_at).isoformat()

    @property
    def credit(self) -> str:
        """Whose figure it is: what this article says of it, else what the library does."""
        return self.figure_credit or (self.figure.credit if self.figure else "")

    def breadcrumb(self) -> list[dict[str, str]]:
        """From "News Main" down to this article, as ``{"title", "url"}``."""
        return [
            {"title": "News Main", "url": LIST()},
            {"title": self.category.name, "url": self.category.get_absolute_url()},
            {"title": self.title, "url": self.get_absolute_url()},
        ]

    def cited(self) -> list[Publication]:
        """The public ones of its publications with their people, in the editor's order."""
        return with_people(_CITED(post=self.pk), _PEOPLE(post=self.pk))

    def further_categories(self) -> "models.QuerySet[Category]":
        return Category.objects.filter(further__post=self).exclude(pk=self.category_id)

    def gather_events(self) -> None:
        """Keeps what its events say beside its own text: the search follows one table."""
        words = "\n".join(event.words for event in Event.objects.filter(post=self.pk).select_related("post"))
        if words != self.events_text:
            self.set_facts(events_text=words)

    def free_slug(self) -> str:
        """A slug from the title that no other article of the category has."""
        others = Post.objects.filter(category=self.category).exclude(pk=self.pk)
        return free_slug(slug_of(self.title) or "article", others)

    def as_copy(self) -> None:
        """An article of today: the day of the original is that of its news."""
        self.title, self.date = f"{cut(self.title, 290)} (copy)", timezone.localdate()
        self.slug = free_slug(self.slug, Post.objects.filter(category=self.category))
