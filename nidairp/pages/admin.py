"""Pages in the admin: the list reads as the tree, by path."""

from django.contrib import admin

from nidairp.editing.admin import EditedAdmin
from nidairp.library.admin import AttachmentInline
from nidairp.quality.admin import QualityAdmin
from nidairp.redirects.admin.deleting import AsksForAddress

from . import quality  # noqa: F401 - registers what is checked of pages
from .models import Page, PageFile


class PageFileInline(AttachmentInline):
    model = PageFile


@admin.register(Page)
class PageAdmin(AsksForAddress, QualityAdmin, EditedAdmin):
    list_display = ["title", "path", "state_badge", "updated_at"]
    list_filter = ["state"]
    search_fields = ["title", "path"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["parent"]
    inlines = [PageFileInline]
    fields = ["title", "slug", "parent", "position", "summary", "body", "state"]
