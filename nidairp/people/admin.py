"""People in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from js_asset import Media

from nidairp.editing.versions import VersionedAdmin
from nidairp.library.admin import ChoosesImages

from .models import Person


@admin.register(Person)
class PersonAdmin(ChoosesImages, VersionedAdmin):
    list_display = ["name", "position", "is_public", "order"]
    list_filter = ["is_public"]
    search_fields = ["name", "position", "author__sort_key"]
    autocomplete_fields = ["author", "pages"]
    fieldsets = [
        (None, {"fields": ["author", "name", "position", "pages", "order", "is_public"]}),
        ("Photo", {"fields": ["photo", "photo_alt"]}),
        ("More", {"fields": ["email", "homepage", "biography"]}),
    ]

    class Media:
        js = ["editing/editor-name.js", "editing/toolbar.js"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return super().get_queryset(request).select_related("author__merged_into")

    def view_on_site(self, obj: Person) -> str | None:  # type: ignore[override]
        return obj.get_absolute_url() if obj.is_public else None

    def get_view_on_site_url(self, obj: Person | None = None) -> str | None:
        return self.view_on_site(obj) if obj is not None else None

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        # The rich-text editor brings an inline import map, which the CSP admits by nonce only.
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)
