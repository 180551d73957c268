"""What the list of publications is narrowed by in the admin, beside its columns."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import CharField, Count, F, Q, QuerySet
from django.db.models.functions import Cast, ExtractYear, Lower, Now
from django.http import HttpRequest

from nidairp.editing.filters import sent_along

from .importing.doubts import AHEAD
from .listing.asked import Asked, clean
from .models import ImportBatch, ImportRow, Publication, PublicationQuerySet


class Years(admin.SimpleListFilter):
    """Typed, as in the public list: there are too many to choose from. What makes no sense finds nothing."""

    title, parameter_name = "year or years", "years"
    template = "admin/publications/years_filter.html"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return []

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        """One: what was typed, and what else the list is narrowed by, which is sent along with it."""
        typed = self.value() or ""
        yield {
            "typed": typed,
            "others": list(sent_along(changelist, self.parameter_name)),
            "without": changelist.get_query_string(remove=[self.parameter_name]) if typed else "",
        }

    def queryset(self, request: HttpRequest, queryset: PublicationQuerySet) -> PublicationQuerySet:
        years = Asked(year=clean(self.value() or "")).years
        return queryset if years is None else queryset.filter(year__gte=years.start, year__lt=years.stop)


class Pubstate(admin.SimpleListFilter):
    """The states that a file may say; to look for all that were ever said would take a look at every row."""

    title, parameter_name = "publication state", "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("published", "Published"), ("forthcoming", "Forthcoming"), ("none", "Not said")]

    def queryset(self, request: HttpRequest, queryset: PublicationQuerySet) -> PublicationQuerySet:
        chosen = self.value()
        return queryset.filter(pubstate="" if chosen == "none" else chosen) if chosen else queryset


class Missing(admin.SimpleListFilter):
    """What a bibliographer would complete or mend."""

    title, parameter_name = "to complete", "missing"
    #: Such a row is from before the two were kept as one: to save its form is enough.
    APART = ~Q(date="") & ~Q(date__contains=Cast("year", CharField()))
    BY_CHOICE = {
        "year": ("Without a year", Q(year=None)),
        "people": ("Without authors and editors", Q(authors_text="", editors_text="")),
        "identifier": ("Without DOI and PubMed ID", Q(doi="", pmid="")),
        "abstract": ("Without an abstract", Q(abstract="")),
        "date": ("Year and date disagree", Q(year__isnull=False) & APART),
        "ahead": ("Year far ahead", Q(year__gt=ExtractYear(Now()) + AHEAD)),
    }

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(choice, label) for choice, (label, _) in self.BY_CHOICE.items()]

    def queryset(self, request: HttpRequest, queryset: PublicationQuerySet) -> PublicationQuerySet:
        _, rows = self.BY_CHOICE.get(self.value() or "", ("", Q()))
        return queryset.filter(rows)


class Twice(admin.SimpleListFilter):
    """What may stand here twice: an import asks beforehand, but not of what was here before it."""

    title, parameter_name = "perhaps twice", "twice"
    #: Who has mended so many is shown the next ones.
    MOST = 1000
    BY_CHOICE = {
        "doi": ("Same DOI as another", Lower("doi")),
        "title": ("Same title as another", F("title_key")),
    }

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(choice, label) for choice, (label, _) in self.BY_CHOICE.items()]

    def queryset(self, request: HttpRequest, queryset: PublicationQuerySet) -> PublicationQuerySet:
        if (chosen := self.value()) not in self.BY_CHOICE:
            return queryset
        _, key = self.BY_CHOICE[chosen]
        # Asked once and named: the list asks several times, and would count all publications each time.
        keys = sorted(had_by_several(key))
        return queryset.annotate(twin_key=key).filter(twin_key__in=keys[: self.MOST])


def had_by_several(key: Lower | F) -> QuerySet[Publication, str]:
    """Read from an index alone: the rows themselves are wide, and as many as there are publications."""
    counted = Publication.objects.order_by().annotate(twin_key=key).exclude(twin_key="")
    several = counted.values("twin_key").annotate(rows=Count("*")).filter(rows__gt=1)
    return several.values_list("twin_key", flat=True)


class FromImport(admin.SimpleListFilter):
    """What an import has made or changed. The last ones are offered; an older one leads here itself."""

    title, parameter_name = "import", "import"
    OFFERED = 5

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        if not request.user.has_perm("publications.view_importbatch"):
            return []
        applied = ImportBatch.objects.filter(state=ImportBatch.State.APPLIED)
        offered = {str(batch.pk): str(batch) for batch in applied.only("name")[: self.OFFERED]}
        if (asked := self.value()) and asked not in offered:
            offered |= {str(batch.pk): str(batch) for batch in applied.filter(pk=_number(asked))}
        return list(offered.items())

    def queryset(self, request: HttpRequest, queryset: PublicationQuerySet) -> PublicationQuerySet:
        if not (asked := self.value()):
            return queryset
        rows = ImportRow.objects.filter(batch=_number(asked), result__in=ImportRow.WRITTEN)
        return queryset.filter(pk__in=rows.values("publication"))


def _number(text: str) -> int:
    """0, which no row has, for what is none."""
    return int(text) if text.isdecimal() and len(text) < 9 else 0
