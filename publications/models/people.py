"""Authors, and their part in each publication.

A contribution keeps the name as the paper prints it; the author is who that is. So joining
two spellings of one person changes nothing of what is exported.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.text import slugify

from ..bibtex.entry import Name


class AuthorQuerySet(models.QuerySet):
    def named(self, name: Name) -> "Author":
        """The author of this printed name, made if there is none."""
        found = self.filter(name_key=name_key(name)).first()
        parts = {part: getattr(name, part) for part in ("family", "given", "prefix", "suffix")}
        return found or self.create(**parts, slug=self.free_slug(name))

    def free_slug(self, name: Name) -> str:
        base = slug_base(name)
        taken = set(self.filter(slug__startswith=base).values_list("slug", flat=True))
        return next(slug for slug in numbered(base) if slug not in taken)


class Author(models.Model):
    """A person or institution that wrote or edited something."""

    family = models.CharField(max_length=500)
    given = models.CharField(max_length=500, blank=True)
    prefix = models.CharField("von part", max_length=100, blank=True)
    suffix = models.CharField("Jr. part", max_length=100, blank=True)
    slug = models.SlugField(max_length=200, unique=True)
    name_key = models.CharField(max_length=1200, unique=True, editable=False)

    objects = AuthorQuerySet.as_manager()

    class Meta:
        ordering = ["family", "given"]

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)

    @property
    def name(self) -> Name:
        return Name(self.family, self.given, self.prefix, self.suffix)

    def get_absolute_url(self) -> str:
        return f"{reverse('publications:list')}?author={self.slug}"


def name_key(name: Name) -> str:
    """What two printed names must share to be one author: all of the name, case and spaces aside."""
    return " ".join(str(name).casefold().split())[:1200]


def slug_base(name: Name) -> str:
    """The slug that a name asks for, before a number tells it from others."""
    return slugify(f"{name.given} {name.prefix} {name.family} {name.suffix}")[:180] or "author"


def numbered(base: str) -> Iterator[str]:
    """``base``, ``base-2``, ``base-3`` ..."""
    yield base
    yield from (f"{base}-{number}" for number in count(2))


class Contribution(models.Model):
    """One name in a list of authors or editors, at its place."""

    class Role(models.TextChoices):
        AUTHOR = "author", "Author"
        EDITOR = "editor", "Editor"

    publication = models.ForeignKey("Publication", models.CASCADE, related_name="contributions")
    author = models.ForeignKey(Author, models.PROTECT, related_name="contributions", editable=False)
    role = models.CharField(max_length=6, choices=Role, default=Role.AUTHOR)
    position = models.PositiveSmallIntegerField()
    family = models.CharField(max_length=500)
    given = models.CharField(max_length=500, blank=True)
    prefix = models.CharField(max_length=100, blank=True)
    suffix = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["role", "position"]
        indexes = [
            # Imports look for works by their first author.
            models.Index(
                fields=["family"], condition=models.Q(position__lte=1), name="contribution_first_family"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "role", "position"], name="one_contribution_per_place"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Finds or makes the author who goes by this name, where none is set yet."""
        if self.author_id is None:
            self.author = Author.objects.named(self.name)
        super().save(*args, **kwargs)

    @property
    def name(self) -> Name:
        """The name as printed on this publication."""
        return Name(self.family, self.given, self.prefix, self.suffix)
