"""Images: a table with what each looks like and where it is used; one image with its focal point."""

from contextlib import suppress
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.html import format_html
from js_asset import Script

from nidairp.editing.admin import say_lost_files
from nidairp.editing.versions import VersionedAdmin

from .. import filing, uses
from ..models import Image
from . import answers
from .forms import ANIMATED, ImageForm

FOCUS = (
    "What must be seen where lists show only a part of the picture: click on it, "
    "or move the mark with the arrow keys."
)

NEW = [(None, {"fields": ["file", "title", "description", "credit"]})]


class Used(admin.SimpleListFilter):
    """By the rows that point at it; what stands in texts is looked up for one image at a time."""

    title = "use"
    parameter_name = "used"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "Used as a figure"), ("no", "Not used as a figure")]

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        return {"yes": rows.filter(used__gt=0), "no": rows.filter(used=0)}.get(self.value() or "", rows)


class ImageAdmin(VersionedAdmin):
    form = ImageForm
    list_display = ["look", "title", "measures", "times_used", "number", "created_at"]
    list_display_links = ["title"]
    list_filter = [Used, "kind", "created_at"]
    search_fields = ["title", "description", "credit", "stem"]
    list_per_page = 50
    show_full_result_count = False
    readonly_fields = ["picture", "used_in"]
    fieldsets = [
        NEW[0],
        ("Focal point", {"fields": ["picture", ("focus_x", "focus_y")], "description": FOCUS}),
        ("Used in", {"fields": ["used_in"]}),
    ]

    class Media:
        js = [Script("library/focus.js", defer=True)]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_fieldsets(request, obj) if obj else NEW

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("choose/", view(self.choose), name="library_image_choose"),
            path("upload/", view(self.upload), name="library_image_upload"),
            *super().get_urls(),
        ]

    def choose(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return answers.found(request)

    def upload(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return answers.uploaded(request, self)

    @admin.display(description="Image")
    def look(self, image: Image) -> str:
        return render_to_string("admin/library/_thumb.html", {"image": image})

    @admin.display(description="Size", ordering="width")
    def measures(self, image: Image) -> str:
        return f"{image.width} × {image.height}, {image.get_kind_display()}, {filesizeformat(image.size)}"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).counted()

    @admin.display(description="Used", ordering="used")
    def times_used(self, image: Image) -> str:
        return {0: "–", 1: "once"}.get(image.used, f"{image.used} times")

    @admin.display(description="No.", ordering="pk")
    def number(self, image: Image) -> int:
        return image.pk

    @admin.display(description="Picture")
    def picture(self, image: Image) -> str:
        return render_to_string("admin/library/_focus.html", {"image": image.smaller()})

    @admin.display(description="Places")
    def used_in(self, image: Image) -> str:
        return render_to_string("admin/library/_uses.html", {"uses": uses.of(image)})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        say_lost_files(context["adminform"].form)
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if (file := request.FILES.get("file")) and self.has_add_permission(request):
            with suppress(ValidationError):  # the form finds it too, and says it
                filing.prepare(file)
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            # Somebody has uploaded the same picture in these seconds: now the form finds it, and says so.
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Image, form: ImageForm, change: bool) -> None:
        if not change:
            obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)
        if form.moved:
            self.message_user(request, ANIMATED, messages.WARNING)
        if change and form.cleaned_data.get("file") and (places := uses.of(obj)):
            self.message_user(request, replaced(len(places)), messages.WARNING)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, list[str]]:
        """What stands in a text protects an image as a foreign key does."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        found = [place for image in objs for place in uses.of(image)]
        links = [format_html('{}: <a href="{}">{}</a>', use.kind, use.url, use.name) for use in found]
        return deleted, counts, missing, list(dict.fromkeys([*protected, *links])) if links else protected


def replaced(places: int) -> str:
    where = "one place that uses it" if places == 1 else f"{places} places that use it"
    return (
        f"The new picture is shown in the {where}. "
        "See there whether the alternative text still says what it shows."
    )
