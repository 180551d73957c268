"""Files in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html

from ..models import Document
from .forms import DocumentForm
from .stored import StoredAdmin, Used

NEW = [(None, {"fields": ["file", "title"]})]


class DocumentAdmin(StoredAdmin):
    form = DocumentForm
    list_display = ["title", "name", "measures", "times_used", "created_at"]
    list_filter = [Used, "created_at"]
    search_fields = ["title", "name"]
    readonly_fields = ["address", "used_in", "earlier"]
    fieldsets = [
        (None, {"fields": ["file", "title", "address"]}),
        ("Used in", {"fields": ["used_in"]}),
        ("Replaced", {"fields": ["earlier"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_fieldsets(request, obj) if obj else NEW

    @admin.display(description="File")
    def address(self, document: Document) -> str:
        said = document.name, document.measures
        return format_html('<a href="{}">{}</a> ({})', document.get_absolute_url(), *said)

    @admin.display(description="Kind and size", ordering="size")
    def measures(self, document: Document) -> str:
        return document.measures

    def picked(self, document: Document) -> str:
        return f"{document.title} ({document.name})"
