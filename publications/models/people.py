"""Authors, and their part in each publication.

A contribution keeps the name as the paper prints it; the author is who that is. So joining
two spellings of one person changes nothing of what is exported.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple, Self

from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from nidairp.prepared import Prepared
from nidairp.read_in_part import ReadInPart
from nidairp.reversing import Address

from .. import orcid
from ..addresses import kept
from ..bibtex.entry import Name
from ..folding import fold, initial
from .locks import hold_names, make_names_late
from .names import full_name, name_key, numbered, slug_base, sort_key
from .orcid_field import OrcidField

ADDRESS = Address("publications:author")
#: Who has a page without a publication too: the site says so of its own people.
_shown_anyway: list[Callable[[], models.Q]] = []


def show_also(whom: Callable[[], models.Q]) -> None:
    """Lets the site name authors who are public whatever they have published."""
    _shown_anyway.append(whom)


class CoAuthor(NamedTuple):
    """Somebody's page and name, and how many publications they share with somebody else."""

    url: str
    name: str
    shared: int


class AuthorQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Those who have not been merged into another."""
        return self.filter(merged_into=None)

    def published(self) -> Self:
        """Those with a page: they have something public, or the site shows them anyway."""
        # Of EXISTS, PostgreSQL would make a join with all contributions, though one letter is asked for.
        first = models.Subquery(_public_contributions().order_by().values("pk")[:1])
        public: Any = models.Q(IsNull(first, False))
        for whom in _shown_anyway:
            public |= whom()
        return self.standing().filter(public)

    def with_counts(self) -> Self:
        """Adds ``publication_count``: what the public finds under each."""
        several = _public_contributions().order_by().values("author")
        counted = several.annotate(several=models.Count("publication", distinct=True)).values("several")
        return self.annotate(publication_count=Coalesce(models.Subquery(counted), 0))

    def with_words(self, text: str) -> Self:
        """Those whose names have all the words, with or without their diacritics."""
        rows = self
        for word in fold(text).split():
            rows = rows.filter(models.Q(sort_key__startswith=word) | models.Q(sort_key__contains=f" {word}"))
        return rows

    def known_as(self, text: str) -> Self:
        """The same, by the names too that have been merged into theirs."""
        earlier = Author.objects.exclude(merged_into=None).with_words(text)
        by_name = Author.objects.with_words(text)
        return self.filter(
            models.Q(pk__in=by_name.order_by().values("pk"))
            | models.Q(pk__in=earlier.order_by().values("merged_into"))
        )

    def at(self, slugs: Iterable[str]) -> Self:
        """Who have these addresses, or had them before a merge: each to be asked who it is now."""
        return self.select_related("merged_into").filter(slug__in=slugs)

    def named(self, name: Name) -> "Author":
        """The author of this printed name, made if there is none."""
        several = self.select_related("merged_into").filter(name_key=name_key(name))
        if (found := several.first()) is None:
            make_names_late()
            found = several.first()  # somebody else may have made it just now
        parts = {part: getattr(name, part) for part in ("family", "given", "prefix", "suffix")}
        return found.standing if found else self.create(**parts, slug=self.free_slug(name))

    def free_slug(self, name: Name) -> str:
        base = slug_base(name)
        taken = set(self.filter(slug__startswith=base).values_list("slug", flat=True))
        return next(slug for slug in numbered(base) if slug not in taken)


def _publications() -> Any:
    """The model that imports this module."""
    return apps.get_model("publications", "Publication")


def _public_contributions() -> models.QuerySet:
    """Of the author of an outer query."""
    published = _publications().objects.published()
    # By the key of each row: for ``publication__in`` SQLite would make a list of all publications first.
    is_public = models.Exists(published.filter(pk=models.OuterRef("publication")))
    return Contribution.objects.filter(is_public, author=models.OuterRef("pk"))


class Author(ReadInPart):
    """A person or institution that wrote or edited something."""

    family = models.CharField(max_length=500)
    given = models.CharField(max_length=500, blank=True)
    prefix = models.CharField("von part", max_length=100, blank=True)
    suffix = models.CharField("Jr. part", max_length=100, blank=True)
    slug = models.SlugField(max_length=200, unique=True)
    orcid = OrcidField()
    affiliation = models.CharField(
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text="Where the person works, for example “Johns Hopkins University, Baltimore”.",
    )
    name_key = models.CharField(max_length=1200, unique=True, editable=False)
    sort_key = models.CharField(max_length=200, editable=False, default="", db_default="")
    initial = models.CharField(max_length=1, editable=False, default="", db_default="")

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    # Names that may be one person's share it; empty until `merging.suggesting` has compared them.
    block = models.CharField(max_length=60, editable=False, default="", db_default="", db_index=True)

    objects = AuthorQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="author_order"),
            models.Index(fields=["initial", "sort_key", "id"], name="author_letters"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = name_key(self.name)
        self.sort_key = sort_key(self.name)
        self.initial = initial(self.sort_key)
        self.block = ""
        with kept(self):
            super().save(*args, **kwargs)

    @property
    def is_public(self) -> bool:
        """The same as ``published()``, for one author already loaded."""
        return Author.objects.published().filter(pk=self.pk).exists()

    @property
    def name(self) -> Name:
        return Name(self.family, self.given, self.prefix, self.suffix)

    @property
    def standing(self) -> "Author":
        """Who this is now: another, where it has been merged."""
        return self.merged_into or self

    @property
    def full_name(self) -> str:
        """As a person is spoken of: "Jan van den Berg"."""
        return full_name(self.name)

    @property
    def is_group(self) -> bool:
        """An institution has one name only."""
        return not self.given

    @property
    def orcid_url(self) -> str:
        return orcid.address(self.orcid) if self.orcid else ""

    def get_absolute_url(self) -> str:
        return ADDRESS(self.slug)

    def co_authors(self, most: int) -> tuple[list[CoAuthor], int]:
        """Those who wrote most publications with this one, then by name; and how many have written any."""
        found = _co_authors(most)(author=self.pk)
        named = [CoAuthor(ADDRESS(slug), str(Name(*name)), shared) for slug, *name, shared, _ in found]
        return named, found[0][-1] if found else 0


@cache
def _co_authors(most: int) -> Prepared:
    """So many of those who wrote with an author, each with how many there are in all.

    Rows and no objects: of hundreds nothing but the name and the address is asked.
    """

    def build(author: int) -> models.QuerySet:
        wrote = Contribution.Role.AUTHOR
        papers = _publications().objects.published().by([author], [wrote]).order_by()
        others = Author.objects.filter(contributions__publication__in=papers, contributions__role=wrote)
        counted = others.exclude(pk=author).annotate(
            shared=models.Count("contributions__publication", distinct=True),
            several=models.Window(models.Count("*")),
        )
        return counted.order_by("-shared", "sort_key", "pk").values_list(
            "slug", *Name._fields, "shared", "several"
        )[:most]

    return Prepared(build)


class ContributionQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        """Authors and then editors, each with who that is."""
        return self.select_related("author").order_by("role", "position")

    def for_pages(self) -> Self:
        """The same, with the columns that a page shows: there are three times as many."""
        own = ("publication", "role", "position", "family", "given", "prefix", "suffix")
        return self.in_order().only(*own, "author__slug", "author__orcid")


class Contribution(ReadInPart):
    """One name in a list of authors or editors, at its place."""

    class Role(models.TextChoices):
        AUTHOR = "author", "Author"
        EDITOR = "editor", "Editor"

    publication = models.ForeignKey("Publication", models.CASCADE, related_name="contributions")
    #: Found by the index below.
    author = models.ForeignKey(
        Author, models.PROTECT, related_name="contributions", editable=False, db_index=False
    )
    role = models.CharField(max_length=6, choices=Role, default=Role.AUTHOR)
    position = models.PositiveSmallIntegerField()
    family = models.CharField(max_length=500)
    given = models.CharField(max_length=500, blank=True)
    prefix = models.CharField(max_length=100, blank=True)
    suffix = models.CharField(max_length=100, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["role", "position"]
        verbose_name = "author or editor"
        verbose_name_plural = "authors and editors"
        indexes = [
            # What an author wrote, without a look at the rows: they are all over the table.
            models.Index(fields=["author", "publication"], name="contribution_of_author"),
            # Imports look for works by their first author.
            models.Index(
                fields=["family"], condition=models.Q(position__lte=1), name="contribution_first_family"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "role", "position"], name="one_contribution_per_place"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Finds or makes the author of this name, where none is set yet or the name is another now."""
        with transaction.atomic():
            if self.author_id is None or self._is_renamed():
                hold_names()
                self.author = Author.objects.named(self.name)
            super().save(*args, **kwargs)

    def _is_renamed(self) -> bool:
        before = Contribution.objects.filter(pk=self.pk).first() if self.pk else None
        return before is not None and name_key(before.name) != name_key(self.name)

    @property
    def name(self) -> Name:
        """The name as printed on this publication."""
        return Name(self.family, self.given, self.prefix, self.suffix)
