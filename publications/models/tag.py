"""Keywords as rows, so that lists can be filtered by them. They follow from ``Publication.keywords``."""

from typing import Self

from django.db import models
from django.utils.text import slugify

from nidairp.letters import spelled
from nidairp.rich import strip

from ..keywords import split_keywords
from .locks import make_names_late
from .names import numbered


def keyword_slug(name: str) -> str:
    """The slug that a keyword asks for, before a number tells it from others."""
    return slugify(spelled(strip(name)))[:180] or "tag"


class TagQuerySet(models.QuerySet):
    def named(self, names: list[str]) -> "list[Tag]":
        """A tag for each name, made where there is none."""
        known = {tag.name: tag for tag in self.filter(name__in=names)}
        if known.keys() < set(names):
            make_names_late()
            known = {tag.name: tag for tag in self.filter(name__in=names)}  # somebody may have made them
        return [known.get(name) or self.create(name=name, slug=self.free_slug(name)) for name in names]

    def with_words(self, text: str) -> Self:
        """Those whose names have all the words somewhere."""
        rows = self
        for word in text.split():
            rows = rows.filter(name__icontains=word)
        return rows

    def free_slug(self, name: str) -> str:
        base = keyword_slug(name)
        taken = set(self.filter(slug__startswith=base).values_list("slug", flat=True))
        return next(slug for slug in numbered(base) if slug not in taken)


class Tag(models.Model):
    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "keyword"

    def __str__(self) -> str:
        return self.name


#: Each is a row, a link on the publication's page and a line in every form of it.
MOST_KEYWORDS = 1_000


def too_many_keywords(keywords: str) -> str:
    """Why they cannot be stored, as a sentence that says what to do; empty where they can."""
    there = len(split_keywords(keywords)) if len(keywords) > 2 * MOST_KEYWORDS else 0
    return (
        f"There are more than {MOST_KEYWORDS:,} keywords: shorten the list." if there > MOST_KEYWORDS else ""
    )
