"""Keywords as rows, so that lists can be filtered by them. They follow from ``Publication.keywords``."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from django.db import models
from django.utils.text import slugify

from nidairp.letters import spelled
from nidairp.prepared import PreparedForKeys
from nidairp.rich import strip

from ..among import among
from ..keywords import keyword_key, split_keywords
from .locks import make_names_late
from .names import numbered


def keyword_slug(name: str) -> str:
    """The slug that a keyword asks for, before a number tells it from others."""
    return slugify(spelled(strip(name)))[:180] or "tag"


class TagQuerySet(models.QuerySet):
    def named(self, names: list[str]) -> "list[Tag]":
        """A tag for each name in whatever spelling, made where there is none."""
        wanted = {keyword_key(name): name for name in reversed(names)}
        known = self.known(wanted)
        if known.keys() < wanted.keys():
            make_names_late()
            self.give_keys(wanted)
            known = self.known(wanted)  # somebody may have made them
        return [
            known.get(key) or self.create(name=wanted[key], slug=self.free_slug(wanted[key]))
            for key in dict.fromkeys(map(keyword_key, names))
        ]

    def known(self, keys: Iterable[str]) -> "dict[str, Tag]":
        """Those that are there, by their keys."""
        return {tag.key: tag for tag in self.filter(among("key", keys)) if tag.key == keyword_key(tag.name)}

    def give_keys(self, wanted: Mapping[str, str]) -> None:
        """Puts right what the release before makes and renames while it still runs: it knows of no keys.

        A twin that it made stays without one, and is not found any more, until somebody joins the two.
        """
        found = self.filter(among("key", wanted) | among("name", wanted.values()))
        wrong = [tag for tag in found if tag.key != keyword_key(tag.name)]
        self.filter(among("pk", [tag.pk for tag in wrong])).update(key=None)
        for tag in wrong:
            own = keyword_key(tag.name)
            if not self.filter(key=own).exists():
                self.filter(pk=tag.pk).update(key=own)

    def at(self, slug: str) -> "Tag | None":
        """What answers at this address: whose it is, or who took in the one whose it was."""
        found = _AT([slug]) or _FORMERLY_AT([slug])
        return found[0] if found else None

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
    """A keyword. How it is spelled is said by whoever uses it first, and then by staff."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)
    #: None for a twin that is not joined yet; folding makes at most three letters of one.
    key = models.CharField(max_length=600, null=True, editable=False)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "keyword"
        constraints = [models.UniqueConstraint(fields=["key"], name="one_keyword_for_all_spellings")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = keyword_key(self.name)
        super().save(*args, **kwargs)

    def leave_address(self, slug: str) -> None:
        """It answers there as before, as long as no other keyword does."""
        FormerTag.objects.update_or_create(slug=slug, defaults={"tag": self})


class FormerTag(models.Model):
    """An address at which a keyword answered once: before another took it in, or before it got a new one."""

    slug = models.SlugField(max_length=200, unique=True)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="former")

    class Meta:
        verbose_name = "former address of a keyword"
        verbose_name_plural = "former addresses of keywords"

    def __str__(self) -> str:
        return self.slug


_AT = PreparedForKeys(lambda slugs: Tag.objects.filter(slug__in=slugs).order_by(), 1)
_FORMERLY_AT = PreparedForKeys(lambda slugs: Tag.objects.filter(former__slug__in=slugs).order_by(), 1)


#: Each is a row, a link on the publication's page and a line in every form of it.
MOST_KEYWORDS = 1_000


def too_many_keywords(keywords: str) -> str:
    """Why they cannot be stored, as a sentence that says what to do; empty where they can."""
    there = len(split_keywords(keywords)) if len(keywords) > 2 * MOST_KEYWORDS else 0
    return (
        f"There are more than {MOST_KEYWORDS:,} keywords: shorten the list." if there > MOST_KEYWORDS else ""
    )
