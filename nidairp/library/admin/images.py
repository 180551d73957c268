"""Images: a table with what each looks like and where it is used; one image with its focal point."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from js_asset import Script

from .. import filing
from ..models import Image
from . import answers
from .forms import ANIMATED, ImageForm
from .stored import StoredAdmin, Used

FOCUS = (
    "What must be seen where lists show only a part of the picture: click on it, "
    "or move the mark with the arrow keys."
)
NEW = [(None, {"fields": ["file", "title", "description", "credit"]})]


class ImageAdmin(StoredAdmin):
    form = ImageForm
    list_display = ["look", "title", "measures", "times_used", "number", "created_at"]
    list_display_links = ["title"]
    list_filter = [Used, "kind", "created_at"]
    search_fields = ["title", "description", "credit", "stem"]
    readonly_fields = ["picture", "used_in", "earlier"]
    fieldsets = [
        NEW[0],
        ("Focal point", {"fields": ["picture", ("focus_x", "focus_y")], "description": FOCUS}),
        ("Used in", {"fields": ["used_in"]}),
        ("Replaced", {"fields": ["earlier"]}),
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

    @admin.display(description="No.", ordering="pk")
    def number(self, image: Image) -> int:
        return image.pk

    @admin.display(description="Picture")
    def picture(self, image: Image) -> str:
        return render_to_string("admin/library/_focus.html", {"image": image.smaller()})

    def prepare(self, file: Any) -> None:
        filing.prepare(file)

    def save_model(self, request: HttpRequest, obj: Image, form: ImageForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.moved:
            self.message_user(request, ANIMATED, messages.WARNING)

    def replaced(self, places: int) -> str:
        where = "one place that uses it" if places == 1 else f"{places} places that use it"
        return (
            f"The new picture is shown in the {where}. "
            "See there whether the alternative text still says what it shows."
        )
