"""Pages in the admin: the list reads as the tree, by path."""

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest

from nidairp.editing.admin import EditedAdmin, StageFilter
from nidairp.editing.as_readers import AsReadersAdmin
from nidairp.editing.inlines import LabelledFormSet, PartOfTheForm
from nidairp.editing.versions import VersionedAdmin
from nidairp.library.admin import AttachmentInline
from nidairp.quality.admin import QualityAdmin
from nidairp.redirects.admin.deleting import AsksForAddress

from . import quality  # noqa: F401 - registers what is checked of pages
from .models import Contact, FrontWords, Page, PageFile, PublicationList, Question, WayIn


class PageFileInline(AttachmentInline):
    model = PageFile


class PublicationListInline(PartOfTheForm, admin.StackedInline):
    model = PublicationList
    extra = 0
    autocomplete_fields = ["author", "tag"]
    verbose_name_plural = "publication lists under the text"
    fields = [
        "heading",
        ("author", "by_people"),
        ("tag", "entry_type"),
        ("first_year", "last_year"),
        ("shown", "position"),
    ]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "entry_type":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        kinds = apps.get_model("publications", "Publication")._meta.get_field("entry_type").choices
        return forms.ChoiceField(label="Type", required=False, choices=[("", "All types"), *kinds])


class QuestionInline(PartOfTheForm, admin.StackedInline):
    model = Question
    formset = LabelledFormSet
    extra = 0
    verbose_name_plural = "questions that open, under the text"
    fields = ["question", "answer", "position"]


class ContactInline(PartOfTheForm, admin.StackedInline):
    model = Contact
    formset = LabelledFormSet
    extra = 0
    verbose_name_plural = "contacts, at the end of the page"
    fields = ["heading", "name", "address", "map_link", "phone", "email", "hours", "position"]


@admin.register(Page)
class PageAdmin(AsksForAddress, QualityAdmin, AsReadersAdmin, EditedAdmin):
    list_display = ["plain_title", "state_badge", "address", "updated_at"]
    list_filter = [StageFilter]
    search_fields = ["title__plain", "path"]
    search_help_text = "Words of the title or the address; of what is public, of the text, too."
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["parent"]
    fields = ["title", "slug", "parent", "position", "summary", "body"]
    inlines = [QuestionInline, PublicationListInline, ContactInline, PageFileInline]

    @admin.display(description="Address", ordering="path")
    def address(self, page: Page) -> str:
        return f"/{page.path}/"


@admin.register(WayIn)
class WayInAdmin(VersionedAdmin):
    list_display = ["title", "text", "leads_to", "position"]
    list_select_related = ["page"]
    autocomplete_fields = ["page"]
    fields = ["title", "text", "page", "address", "position"]

    @admin.display(description="Leads to")
    def leads_to(self, way: WayIn) -> str:
        return way.get_absolute_url()


@admin.register(FrontWords)
class FrontWordsAdmin(VersionedAdmin):
    """There is one at most: whoever wants to add another changes it."""

    nothing_yet = (
        "The home page has its original words. Here you can change its heading and the sentences below it."
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not FrontWords.objects.exists()
