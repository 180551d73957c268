"""What the admin of images and of files has in common: what is used somewhere is guarded by that."""

from contextlib import suppress
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html

from nidairp.editing.admin import say_lost_files
from nidairp.editing.versions import VersionedAdmin

from .. import uses
from ..models import Stored


class Used(admin.SimpleListFilter):
    """By the rows that point at it; what stands in texts is looked up for one at a time."""

    title = "use"
    parameter_name = "used"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "Attached somewhere"), ("no", "Attached nowhere")]

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        return {"yes": rows.filter(used__gt=0), "no": rows.filter(used=0)}.get(self.value() or "", rows)


class StoredAdmin(VersionedAdmin):
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).counted()

    @admin.display(description="Used", ordering="used")
    def times_used(self, stored: Any) -> str:
        return {0: "–", 1: "once"}.get(stored.used, f"{stored.used} times")

    @admin.display(description="Places")
    def used_in(self, stored: Stored) -> str:
        return render_to_string("admin/library/_uses.html", {"uses": uses.of(stored)})

    def prepare(self, file: Any) -> None:
        """What can be done before the database is locked."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        say_lost_files(context["adminform"].form)
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if (file := request.FILES.get("file")) and self.has_add_permission(request):
            with suppress(ValidationError):  # the form finds it too, and says it
                self.prepare(file)
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            # Somebody has uploaded the same in these seconds: now the form finds it, and says so.
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        if not change:
            obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)
        if change and form.cleaned_data.get("file") and (places := uses.of(obj)):
            self.message_user(request, self.replaced(len(places)), messages.WARNING)

    def replaced(self, places: int) -> str:
        return f"The new one is there in {'one place' if places == 1 else f'{places} places'}."

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, list[str]]:
        """What stands in a text or a draft protects, too; a row of a table is named by what it belongs to."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        found = [place for stored in objs for place in uses.of(stored)]
        links = [format_html('{}: <a href="{}">{}</a>', use.kind, use.url, use.name) for use in found]
        return deleted, counts, missing, links or protected
