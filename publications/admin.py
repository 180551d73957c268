"""Publications in the admin. Imports and authors have files of their own."""

import re
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from nidairp.editing.as_readers import AsReadersAdmin
from nidairp.editing.filters import AutocompleteFilter, AutocompleteFilterAdmin
from nidairp.editing.history import HistoryAdmin, old_state
from nidairp.editing.inlines import LabelledTabularInline
from nidairp.editing.lists import LongListAdmin
from nidairp.editing.versions import VersionedAdmin, VersionedForm
from nidairp.patience import Busy
from nidairp.redirects.admin.deleting import AsksForAddress

from .author_admin import AuthorAdmin
from .bulk_actions import ACTIONS
from .deleted_admin import DeletedPublicationsAdmin
from .import_admin import ImportBatchAdmin
from .list_filters import FromImport, Missing, Pubstate, Twice, Years
from .mapping import forget_the_files_year, say_identifiers
from .merge_admin import AuthorMergeAdmin
from .models import (
    AttachedFile,
    Author,
    AuthorMerge,
    ImportBatch,
    ListSegment,
    Publication,
    PublicationQuerySet,
    Tag,
)
from .models.locks import hold_names, make_names
from .models.publication import year_of
from .people_admin import ContributionInline, PeopleAdmin
from .tag_admin import TagAdmin
from .typed import IDENTIFIERS, date_fault, identified, made_key, names_to_make, twins, year_fault

_LONG = {"title", "abstract", "url", "note", "booktitle"}


class PublicationForm(VersionedForm):
    """Bibliographic columns have no length in the database; most are one line on the screen."""

    class Meta:
        model = Publication
        fields = "__all__"
        help_texts = {
            "title": "&lt;i&gt;, &lt;b&gt;, &lt;sup&gt; and &lt;sub&gt; may be used; "
            "&lt;span class=&quot;nocase&quot;&gt; around what keeps its capitals in every citation.",
            "year": "Follows from the date, where there is one.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea) and name not in _LONG | {"extra"}:
                field.widget = forms.TextInput(attrs={"class": "vTextField"})
        if "citation_key" in self.fields:  # not on the page of someone who may only look
            key = self.fields["citation_key"]
            key.required = False
            key.help_text = f"{key.help_text} Empty: made of the first author and the year."
            # A file's entry may have none; whoever types one knows what it is called.
            self.fields["title"].required = self.instance.pk is None
            self.fields["title"].widget.attrs["data-marked"] = ""

    def prepare(self) -> None:
        """Whoever types a name or a keyword that is not here makes it: so the two locks in their order.

        While the second was waited for, somebody may have renamed what was here.
        """
        makes = names_to_make(self.data)
        if makes:
            make_names()
        hold_names()
        if not makes and names_to_make(self.data):
            raise Busy

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_typed(cleaned)
        self._check_year(cleaned)
        year = year_of(cleaned.get("date") or "") or cleaned.get("year")
        if not cleaned.get("citation_key") and "citation_key" not in self.errors:
            cleaned["citation_key"] = self.initial.get("citation_key") or made_key(self.data, year)
        return cleaned

    def _check_typed(self, cleaned: dict[str, Any]) -> None:
        """Only what was typed now: what a file said stays as it is."""
        for name in set(IDENTIFIERS).intersection(self.changed_data):
            cleaned[name], fault = identified(name, cleaned.get(name) or "")
            if fault:
                self.add_error(name, fault)
        if "date" in self.changed_data and (fault := date_fault(cleaned.get("date") or "")):
            self.add_error("date", fault)
        if "year" in self.changed_data and (fault := year_fault(cleaned.get("year"))):
            self.add_error("year", fault)

    def _check_year(self, cleaned: dict[str, Any]) -> None:
        """Of two that name different years the date counts; but whoever typed the year is asked."""
        dated, year = year_of(cleaned.get("date") or ""), cleaned.get("year")
        if dated and year and dated != year and "year" in self.changed_data:
            words = f"The date is in {dated}, and would count: change it too, or leave one of the two empty."
            self.add_error("year", words)

    def save(self, commit: bool = True) -> Publication:
        if {"year", "date"}.intersection(self.changed_data):
            self.instance.year = year_of(self.instance.date) or self.instance.year
            forget_the_files_year(self.instance)
        return super().save(commit)


class AttachedFileInline(LabelledTabularInline):
    model = AttachedFile
    extra = 0
    autocomplete_fields = ["document"]
    fields = ["document", "label", "position"]
    verbose_name_plural = "attached files, in this order"


@admin.register(Publication)
class PublicationAdmin(
    DeletedPublicationsAdmin,
    AsksForAddress,
    PeopleAdmin,
    VersionedAdmin,
    HistoryAdmin,
    AsReadersAdmin,
    LongListAdmin,
    AutocompleteFilterAdmin,
):
    form = PublicationForm
    list_display = ["short_title", "authors", "year", "state_badge", "entry_type", "key"]
    list_filter = [
        "is_public",
        Years,
        ("contributions__author", AutocompleteFilter),
        ("tags", AutocompleteFilter),
        Pubstate,
        Missing,
        Twice,
        FromImport,
        "entry_type",
    ]
    actions = ACTIONS
    search_fields = ["title", "citation_key", "doi", "authors_text"]
    search_help_text = "Words, names, a DOI, a PubMed ID or a citation key."
    inlines = [ContributionInline, AttachedFileInline]
    fieldsets = [
        (None, {"fields": ["title", "entry_type", "citation_key", "slug", "is_public"]}),
        (
            "Where it appeared",
            {
                "fields": [
                    "journal", "booktitle", "issuetitle", "volume", "number", "issue", "pages", "chapter",
                    "series", "edition", "publisher", "address", "institution", "organization", "school",
                    "howpublished", "techtype",
                ]
            },
        ),
        ("When", {"fields": ["year", "date", "pubstate", "urldate"]}),
        ("Identifiers and links", {"fields": ["doi", "pmid", "pmcid", "arxiv", "isbn", "issn", "url"]}),
        ("Content", {"fields": ["abstract", "keywords", "note"]}),
        (
            "Further fields",
            {
                "fields": ["crossref", "has_more_authors", "has_more_editors", "extra"],
                "classes": ["collapse"],
            },
        ),
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> PublicationQuerySet:
        """Who may only look sees what everybody sees."""
        rows = super().get_queryset(request)
        return rows if self.has_change_permission(request) else rows.published()

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """Those that may be the same stand side by side."""
        together = ["title_key", "-sort_date", "pk"]
        return together if request.GET.get(Twice.parameter_name) else super().get_ordering(request)

    def get_list_display(self, request: HttpRequest) -> list[str]:
        """The news are known by name only; where there are none, nobody may write any."""
        shown = list(super().get_list_display(request))
        return [*shown, "write_about"] if request.user.has_perm("news.add_post") else shown

    @admin.display(description="News")
    def write_about(self, publication: Publication) -> str:
        address = f"{reverse('admin:news_post_add')}?about={publication.pk}"
        words = '<a href="{}">Write<span class="visually-hidden"> about {}</span></a>'
        return format_html(words, address, publication)

    @admin.display(description="Title", ordering="title_key")
    def short_title(self, publication: Publication) -> str:
        text = str(publication)
        return text if len(text) <= 90 else text[:89].rsplit(" ", 1)[0] + " …"

    def picked(self, publication: Publication) -> str:
        return publication.in_one_line()

    @admin.display(description="State", ordering="is_public")
    def state_badge(self, publication: Publication) -> str:
        kind, label = ("published", "On the site") if publication.is_public else ("draft", "Hidden")
        return format_html('<span class="state-badge state-{}">{}</span>', kind, label)

    @admin.display(description="Citation key", ordering="citation_key")
    def key(self, publication: Publication) -> str:
        """In a narrow column it is broken behind a colon, not within a word."""
        pieces = re.split(r"(?<=[\W_])(?=[^\W_])", publication.citation_key)
        return format_html_join("", "{}<wbr>", ((piece,) for piece in pieces))

    @admin.display(description="Authors", ordering="authors_text")
    def authors(self, publication: Publication) -> str:
        first, _, others = (publication.authors_text or publication.editors_text).partition("; ")
        return f"{first} and others" if others else first

    def save_model(self, request: HttpRequest, obj: Publication, form: forms.ModelForm, change: bool) -> None:
        say_identifiers(obj)
        super().save_model(request, obj, form, change)
        if old_state(obj):
            obj.refresh()
        if form.changed_data:
            self.say_twins(request, obj, form.changed_data)

    def say_twins(self, request: HttpRequest, obj: Publication, changed: list[str]) -> None:
        """An import finds what is here already; whoever types is told."""
        for twin in twins(obj, changed, self.get_queryset(request)):
            words = "“{}” has this DOI or PubMed ID, too. If it is the same work, delete one of the two."
            link = format_html('<a href="{}">{}</a>', self._form_of(twin), twin.in_one_line())
            self.message_user(request, format_html(words, link), messages.WARNING)

    def _form_of(self, publication: Publication) -> str:
        return reverse("admin:publications_publication_change", args=[publication.pk])

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: list[BaseInlineFormSet], change: bool
    ) -> None:
        with transaction.atomic():
            super().save_related(request, form, formsets, change)
            form.instance.refresh()
            form.instance.note_people()
            ListSegment.objects.settle()


admin.site.register(Author, AuthorAdmin)
admin.site.register(AuthorMerge, AuthorMergeAdmin)
admin.site.register(ImportBatch, ImportBatchAdmin)
admin.site.register(Tag, TagAdmin)
