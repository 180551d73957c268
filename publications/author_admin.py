"""Authors in the admin."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest
from django.utils.html import format_html

from nidairp.editing.versions import VersionedAdmin, VersionedForm
from nidairp.redirects.admin.deleting import AsksForAddress

from .bibtex.entry import Name
from .models import Author, AuthorQuerySet, Contribution, name_key
from .orcid import normalised


class AuthorForm(VersionedForm):
    class Meta:
        model = Author
        fields = "__all__"

    def clean(self) -> dict[str, Any] | None:
        """Two authors of one name would be one and the same to every import."""
        cleaned = super().clean() or self.cleaned_data
        name = Name(*(cleaned.get(part, "") for part in ("family", "given", "prefix", "suffix")))
        namesake = Author.objects.filter(name_key=name_key(name)).exclude(pk=self.instance.pk).first()
        if namesake:
            raise ValidationError(
                f"There is an author “{namesake}” already (address: {namesake.slug}). "
                "If both are one person, leave this name and merge the two."
            )
        return cleaned


class AuthorAdmin(AsksForAddress, VersionedAdmin):
    form = AuthorForm
    list_display = ["__str__", "works", "affiliation", "orcid_link"]
    search_fields = ["sort_key", "orcid"]
    search_help_text = "Names, with or without their accents, or an ORCID iD."
    show_full_result_count = False
    prepopulated_fields = {"slug": ["given", "family"]}
    fieldsets = [
        (None, {"fields": ["family", "given", "prefix", "suffix", "slug"]}),
        ("Who this is", {"fields": ["orcid", "affiliation"]}),
    ]

    def get_search_results(
        self, request: HttpRequest, queryset: AuthorQuerySet, search_term: str
    ) -> tuple[AuthorQuerySet, bool]:
        try:
            return queryset.filter(orcid=normalised(search_term)), False
        except ValueError:
            return queryset.with_words(search_term), False

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Counts the rows of this page alone: the list's own query would count all pages before too."""
        shown = super().get_changelist_instance(request)
        shown.result_list = list(shown.result_list)
        several = Contribution.objects.order_by().filter(author__in=shown.result_list).values("author")
        counted = several.annotate(works=Count("publication", distinct=True))
        counts = dict(counted.values_list("author", "works"))
        for author in shown.result_list:
            author.works = counts.get(author.pk, 0)
        return shown

    @admin.display(description="Publications")
    def works(self, author: Author) -> int:
        return int(getattr(author, "works", 0))

    @admin.display(description="ORCID", ordering="orcid")
    def orcid_link(self, author: Author) -> str:
        return format_html('<a href="{}">{}</a>', author.orcid_url, author.orcid) if author.orcid else ""
