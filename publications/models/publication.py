"""A publication: one column for each BibTeX field that the site shows, and the rest kept word for word.

Text columns hold the stored form of ``nidairp.rich``: plain text in which five tags are markup.
Lengths are not limited here, so that no file can be refused for a long title; the admin
gives each field the width it deserves.
"""

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower, Substr
from django.utils.text import slugify
from simple_history.models import HistoricalRecords

from nidairp.letters import spelled_name
from nidairp.read_in_part import ReadInPart
from nidairp.reversing import Address
from nidairp.rich import strip

from ..addresses import kept
from ..bibtex.dates import Dated, from_fields, parse_date
from .locks import hold_names
from .names import numbered
from .people import Contribution
from .tag import Tag, split_keywords, too_many_keywords
from .types import EntryType

_TYPES = dict(EntryType.choices)
ADDRESS, LIST = Address("publications:detail"), Address("publications:list")


#: What rows of lists do without, with the machine-readable words beside them (COinS).
NOT_IN_ROWS = (
    "issuetitle", "chapter", "note", "urldate", "pmcid", "url", "abstract", "keywords", "pubstate",
    "crossref", "extra", "is_public", "title_key", "created_at", "updated_at",
)  # fmt: skip


def _text(help_text: str = "", name: str | None = None) -> models.TextField:
    return models.TextField(name, blank=True, default="", help_text=help_text)


class PublicationQuerySet(models.QuerySet):
    def published(self) -> Self:
        """What the public may see."""
        # Django writes ``is_public=True`` as the bare column, and for that SQLite takes no index.
        return self.filter(is_public__in=[True])

    def newest_first(self) -> Self:
        return self.order_by("-sort_date", "-pk")

    def for_rows(self) -> Self:
        """Without the columns that no row of a list asks for."""
        return self.defer(*NOT_IN_ROWS)

    def for_page(self) -> Self:
        """With whether it has files, and whether articles cite it: most have neither."""
        itself = Publication.objects.filter(pk=models.OuterRef("pk"))
        return self.annotate(
            has_files=models.Exists(itself.filter(files__isnull=False)),
            has_posts=models.Exists(itself.filter(posts__isnull=False)),
        )

    def by(self, authors: Iterable[int], roles: Iterable[str] = Contribution.Role.values) -> Self:
        """Those that any of these authors has signed, or edited."""
        signed = Contribution.objects.order_by().filter(author__in=authors, role__in=roles)
        return self.filter(pk__in=signed.values("publication"))

    def with_people(self) -> Self:
        """Authors and editors in order, in one further query for all rows."""
        people = Contribution.objects.in_order()
        return self.prefetch_related(models.Prefetch("contributions", queryset=people))


class Along(models.Model):
    """What the last entry of a history keeps of other tables, when the publication is deleted."""

    along = models.JSONField(null=True, editable=False)

    class Meta:
        abstract = True


class Publication(ReadInPart):
    citation_key = models.CharField(
        max_length=255, unique=True, help_text="As in the BibTeX file, for example “Carmack:2019aa”."
    )
    slug = models.SlugField(
        max_length=255,
        unique=True,
        blank=True,
        help_text="The publication's part of its address; made from the key where it is left empty.",
    )
    entry_type = models.CharField("type", max_length=20, choices=EntryType, default=EntryType.ARTICLE)
    source_type = models.CharField(
        max_length=50, blank=True, editable=False, help_text="The file's own word for the type."
    )

    title = _text("&lt;i&gt;, &lt;b&gt;, &lt;sup&gt; and &lt;sub&gt; may be used.")
    booktitle = _text("The book or proceedings that this is a part of.", "book title")
    journal = _text()
    issuetitle = _text("", "issue title")
    volume = _text()
    number = _text()
    issue = _text()
    pages = _text("For example “12–19”.")
    chapter = _text()
    series = _text()
    edition = _text()
    publisher = _text()
    address = _text()
    institution = _text()
    organization = _text()
    school = _text()
    howpublished = _text("", "how published")
    techtype = _text("", "kind of report or thesis")
    note = _text()
    isbn = _text("", "ISBN")
    issn = _text("", "ISSN")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    date = _text("As precisely as known: 2019-03-26, 2019-03 or 2019.")
    urldate = _text("", "visited on")
    doi = _text("", "DOI")
    pmid = _text("", "PubMed ID")
    pmcid = _text("", "PMC ID")
    arxiv = _text("", "arXiv ID")
    url = _text("One address per line; “address, label” shows the label.", "links")
    abstract = _text()
    keywords = _text("Divided by commas.")
    tags = models.ManyToManyField(
        Tag, blank=True, editable=False, related_name="publications", verbose_name="keywords"
    )
    pubstate = _text("For example “published” or “forthcoming”.", "publication state")
    crossref = _text("The key of the book or proceedings that this belongs to.", "cross-reference")
    extra = models.JSONField(
        "further fields", default=dict, blank=True, help_text="All other fields of the entry, as they came."
    )

    has_more_authors = models.BooleanField("“and others” after the authors", default=False)
    has_more_editors = models.BooleanField("“and others” after the editors", default=False)
    is_public = models.BooleanField("on the site", default=True)

    sort_date = models.DateField(editable=False)
    title_key = models.CharField(max_length=120, editable=False, blank=True)
    authors_text = models.TextField(editable=False, blank=True)
    editors_text = models.TextField(editable=False, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    history = HistoricalRecords(bases=[Along])
    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-sort_date", "-pk"]
        indexes = [
            models.Index(fields=["is_public", "-sort_date", "-id"], name="publication_lists"),
            models.Index(fields=["title_key"], name="publication_title_key"),
            models.Index(Substr("title_key", 1, 16), name="publication_title_head"),
            # With the column itself those that are there twice are counted without a look at the rows.
            models.Index(Lower("doi"), "doi", name="publication_doi_counted"),
            models.Index(fields=["pmid"], name="publication_pmid"),
            models.Index(fields=["pmcid"], name="publication_pmcid"),
            models.Index(fields=["arxiv"], name="publication_arxiv"),
        ]

    def __str__(self) -> str:
        return strip(self.title) or self.citation_key

    def in_one_line(self) -> str:
        """For those who pick one of many: what it is called, by whom, when, and its key."""
        first, _, others = (self.authors_text or self.editors_text).partition("; ")
        by = f"{first} and others" if others else first
        told = ", ".join(filter(None, [str(self).removesuffix("."), by, str(self.year or "")]))
        return f"{told} ({self.citation_key})"

    def get_entry_type_display(self) -> str:
        """As Django's own, which goes through all types each time: lists ask for many."""
        return _TYPES[self.known_type]

    @property
    def known_type(self) -> str:
        """The type by whose rules it is shown: for one that came past all checks, Miscellaneous."""
        return self.entry_type if self.entry_type in _TYPES else EntryType.MISC

    def get_absolute_url(self) -> str:
        return ADDRESS(self.slug)

    def clean(self) -> None:
        if self.slug in RESERVED:
            address = LIST() + f"{self.slug}/"
            raise ValidationError({"slug": f"{address} belongs to the site itself: choose another slug."})
        if too_many := too_many_keywords(self.keywords):
            raise ValidationError({"keywords": too_many})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps what is derived from the fields true: place in lists, key for matching, slug."""
        self.derive()
        self.slug = self.slug or self.free_slug()
        with kept(self):
            super().save(*args, **kwargs)

    def derive(self) -> None:
        """The columns that follow from others, the year from the date; the bulk writer calls it too."""
        self.year = year_of(self.date) or self.year
        self.sort_date = sort_date(self.dated())
        self.title_key = title_key(self.title)

    def refresh(self) -> None:
        """Brings names in one line and tags, which lists show and filter by, in step with their rows."""
        hold_names()
        people = list(self.contributions.order_by("role", "position"))
        for role in Contribution.Role.values:
            text = "; ".join(str(person) for person in people if person.role == role)
            setattr(self, f"{role}s_text", text)
        self.tags.set(Tag.objects.named(split_keywords(self.keywords)))
        # Last, and even if nothing is new: the columns of lists follow from the publication's own row.
        type(self).objects.filter(pk=self.pk).update(
            authors_text=self.authors_text, editors_text=self.editors_text
        )

    def note_people(self) -> None:
        """Says in the newest entry of the history who the people are, who are saved after it."""
        newest = self.history.first()
        newest.authors_text, newest.editors_text = self.authors_text, self.editors_text
        newest.save(update_fields=["authors_text", "editors_text"])

    def free_slug(self) -> str:
        """The key's slug, with a number if another publication has it."""
        base = key_slug(self.citation_key)
        taken = set(Publication.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        return next(slug for slug in numbered(base) if slug not in taken)

    def dated(self) -> Dated:
        """When it appeared, from all the fields that may say so."""
        more = [str(self.extra.get(name) or "") for name in ("year", "month", "day")]
        return _dated(self.year, self.date, self.pubstate, self.note, *more)

    @property
    def is_forthcoming(self) -> bool:
        """By its state, or by words where others have a year ("in press")."""
        return self.dated().state == "forthcoming"

    def breadcrumb(self) -> list[dict[str, str]]:
        """From the list down to this publication, as ``{"title", "url"}``."""
        return [
            {"title": "Publications", "url": LIST()},
            {"title": self.title or self.citation_key, "url": self.get_absolute_url()},
        ]

    @property
    def was_public(self) -> bool:
        """Whether its address was ever on the site. Imports make what is, and write no history of it."""
        past = self.history.all()
        imported = not past.filter(history_type="+").exists()
        return self.is_public or imported or past.filter(is_public=True).exists()

    @property
    def period(self) -> str:
        """The heading under which lists group it."""
        return "Forthcoming" if self.sort_date == datetime.date.max else str(self.year or "Without a year")

    def people(self, role: str) -> list[Contribution]:
        """The contributions of one role, in order; from the prefetched rows where there are."""
        return [person for person in self.everybody() if person.role == role]

    def everybody(self) -> Iterable[Contribution]:
        if self.pk is None:
            return []
        # A manager asked each time took as long as what a page says of the people.
        there = getattr(self, "_prefetched_objects_cache", {}).get("contributions")
        return self.contributions.all() if there is None else there


def with_people(publications: list[Publication], people: Iterable[Contribution]) -> list[Publication]:
    """As the queryset's, where the people have been read already."""
    own: dict[int, list[Contribution]] = {publication.pk: [] for publication in publications}
    for person in people:
        if person.publication_id in own:
            own[person.publication_id].append(person)
    for publication in publications:
        theirs = publication.contributions.all()
        theirs._result_cache = own[publication.pk]
        publication._prefetched_objects_cache = {"contributions": theirs}
    return publications


@lru_cache(maxsize=256)
def _dated(column: int | None, date: str, pubstate: str, note: str, year: str, month: str, day: str) -> Dated:
    """Who draws a page of a publication asks for it five times."""
    year = year or str(column or "")
    if column and year_of(year) not in (None, column):
        year = str(column)
    fields = {
        "date": date, "year": year, "pubstate": pubstate, "note": note, "month": month, "day": day,
    }  # fmt: skip
    return from_fields({name: str(text) for name, text in fields.items() if text})


def sort_date(dated: Dated) -> datetime.date:
    """Where a publication stands in time: what is forthcoming first, what has no date last."""
    if dated.state == "forthcoming":
        return datetime.date.max
    try:
        return datetime.date(*dated.sort) if dated.sort else datetime.date.min
    except ValueError:
        return datetime.date(dated.sort[0], 1, 1) if 0 < dated.sort[0] < 10000 else datetime.date.min


def year_of(text: str) -> int | None:
    """The year that a text names, if the column can hold it."""
    date = parse_date(text)
    return storable(date.year) if date else None


def storable(year: int | None) -> int | None:
    """Neither a year before Christ nor one beyond what the column holds: these stay as the file has them."""
    return year if year and 0 < year <= LATEST else None


def title_key(title: str) -> str:
    """A title's letters and digits, at most 120: the same in any case and punctuation."""
    return _NO_LETTER.sub("", strip(title).casefold())[:120]


def key_slug(citation_key: str) -> str:
    """What an address makes of a key: ``Carmack:2019aa`` becomes ``carmack-2019aa``."""
    slug = slugify(spelled_name(_NO_LETTER.sub("-", citation_key))).strip("-")[:200] or "publication"
    return f"{slug}-publication" if slug in RESERVED else slug


_NO_LETTER = re.compile(r"[\W_]+")
#: The latest year that the column holds.
LATEST = 32767
#: What stands under ``/publications/`` beside the publications themselves.
RESERVED = frozenset({"authors", "feed"})
