"""Authors in the admin."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from nidairp.editing.choices import NamedChoices
from nidairp.editing.versions import VersionedAdmin, VersionedForm
from nidairp.redirects.admin.deleting import AsksForAddress

from .bibtex.entry import Name
from .merge_admin import MergingAdmin
from .models import Author, AuthorMerge, AuthorQuerySet, Contribution, Publication, name_key
from .models.locks import have_names_alone
from .orcid import normalised
from .reprinting import PARTS, key, printed, reprint

PRINTED = "Publications go on printing a name as it came, whatever the author's page is called."
VARIANTS = ["printed_as", "reprint", "merged_names"]
INSTEAD = "If it is somebody who is here under another name, merge the two in the list of authors."


class AuthorForm(VersionedForm):
    reprint = forms.MultipleChoiceField(
        required=False,
        label="Correct",
        widget=NamedChoices("Correct it in the publications"),
        help_text="Tick what is misspelled: all publications that print it will then print the name above.",
    )

    class Meta:
        model = Author
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "reprint" in self.fields:
            said = [(key(name), f"{name} ({times})") for name, times in printed(self.instance)]
            self.fields["reprint"].choices = said  # type: ignore[attr-defined]

    def prepare(self) -> None:
        """A name that is looked up, or stands on publications, is changed while nobody writes names."""
        if {*PARTS, "reprint"}.intersection(self.changed_data):
            have_names_alone()

    def clean(self) -> dict[str, Any] | None:
        """Two authors of one name would be one and the same to every import."""
        cleaned = super().clean() or self.cleaned_data
        name = Name(*(cleaned.get(part, "") for part in PARTS))
        namesake = Author.objects.filter(name_key=name_key(name)).exclude(pk=self.instance.pk).first()
        if namesake:
            raise ValidationError(
                f"There is already an author “{namesake}” (address: {namesake.slug}). "
                "If both are one person, leave this name and merge the two."
            )
        return cleaned


class AuthorAdmin(MergingAdmin, AsksForAddress, VersionedAdmin):
    form = AuthorForm
    list_display = ["__str__", "works", "affiliation", "orcid_link"]
    search_fields = ["sort_key", "orcid"]
    search_help_text = "A name, with or without its accents, or an ORCID iD."
    show_full_result_count = False
    prepopulated_fields = {"slug": ["given", "family"]}
    fieldsets = [
        (None, {"fields": ["family", "given", "prefix", "suffix", "slug"]}),
        ("Who this is", {"fields": ["orcid", "affiliation"]}),
    ]
    readonly_fields = ["printed_as", "merged_names"]

    def get_queryset(self, request: HttpRequest) -> AuthorQuerySet:
        return super().get_queryset(request).standing()

    def may_reprint(self, request: HttpRequest) -> bool:
        """To print another name is to change publications."""
        return request.user.has_perm("publications.change_publication")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        may = obj is not None and self.may_reprint(request) and self.has_change_permission(request, obj)
        shown = [field for field in VARIANTS if may or field != "reprint"]
        own = super().get_fieldsets(request, obj)
        return [*own, ("Name variants", {"fields": shown, "description": PRINTED})]

    def save_model(self, request: HttpRequest, obj: Author, form: forms.ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        wrong = form.cleaned_data.get("reprint")
        if wrong and self.may_reprint(request):
            names = [name for name, _ in printed(obj) if key(name) in wrong]
            count = reprint(obj, names, request.user)
            self.message_user(request, f"{count} publications that printed another name now print “{obj}”.")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of who was merged is that of who it is now."""
        merged = Author.objects.exclude(merged_into=None).select_related("merged_into")
        if gone := merged.filter(pk=object_id if object_id.isdecimal() else 0).first():
            messages.info(request, f"“{gone}” has been merged into this author.")
            address = reverse("admin:publications_author_change", args=[gone.merged_into_id])
            return HttpResponseRedirect(address)
        return super().change_view(request, object_id, form_url, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return super().delete_view(request, object_id, {"instead": INSTEAD, **(extra_context or {})})

    def delete_model(self, request: HttpRequest, obj: Author) -> None:
        with transaction.atomic():
            have_names_alone()  # an import may just have found this name
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Author]) -> None:
        with transaction.atomic():
            have_names_alone()
            super().delete_queryset(request, queryset)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, list[str]]:
        """A name on a publication has no form of its own: the publication has."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if not protected or not request.user.has_perm("publications.view_publication"):
            return deleted, counts, lacking, protected
        works = Publication.objects.filter(contributions__author__in=list(objs)).distinct()
        address = "admin:publications_publication_change"
        links = [format_html('<a href="{}">{}</a>', reverse(address, args=[one.pk]), one) for one in works]
        return deleted, counts, lacking, links or protected

    def get_search_results(
        self, request: HttpRequest, queryset: AuthorQuerySet, search_term: str
    ) -> tuple[AuthorQuerySet, bool]:
        try:
            return queryset.filter(orcid=normalised(search_term)), False
        except ValueError:
            return (queryset.known_as(search_term) if search_term else queryset), False

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

    @admin.display(description="Printed as")
    def printed_as(self, author: Author) -> str:
        return "; ".join(f"{name} ({times})" for name, times in printed(author)) or "Nowhere yet"

    @admin.display(description="Merged into this author")
    def merged_names(self, author: Author) -> str:
        """Each leads to where it can be taken back."""
        standing = AuthorMerge.objects.filter(author__merged_into=author, undone_at=None)
        rows = standing.select_related("author").only("author", "works")
        links = ((one.get_absolute_url(), one.author) for one in rows.order_by("author__sort_key"))
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "None"

    @admin.display(description="ORCID", ordering="orcid")
    def orcid_link(self, author: Author) -> str:
        return format_html('<a href="{}">{}</a>', author.orcid_url, author.orcid) if author.orcid else ""
