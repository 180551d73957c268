"""Django's admin under the institute's name; its look is in ``assets/admin.scss``."""

from http import HTTPStatus
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from nidairp.audit.recording import record
from nidairp.editing.deleting import DeleteMany
from nidairp.quality.report import report

#: What editors work with most comes first.
ORDER = ["news", "pages", "library", "people", "navigation", "redirects", "publications", "auth", "admin"]


class AutocompleteView(AutocompleteJsonView):
    """Shows an object as its admin says that it is picked, or by its name."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        named = getattr(self.model_admin, "picked", str)
        return {**super().serialize_result(obj, to_field_name), "text": named(obj)}


class InstituteAdminSite(AdminSite):
    site_header = "NIDA IRP editors"
    site_title = "NIDA IRP editors"
    index_title = "What would you like to do?"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action("delete_selected")
        self.add_action(DeleteMany())

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        apps = super().get_app_list(request, app_label)
        place = {label: number for number, label in enumerate(ORDER)}
        return sorted(apps, key=lambda app: place.get(app["app_label"], len(ORDER)))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [path("quality/", self.admin_view(report), name="quality"), *super().get_urls()]

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return AutocompleteView.as_view(admin_site=self)(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().login(request, extra_context)
        if request.method == "POST" and request.user.is_authenticated:
            record(request.user, request.user, "Logged in.")
        return response

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.method == "POST" and request.user.is_authenticated:
            record(request.user, request.user, "Logged out.")
        return super().logout(request, extra_context)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            record(request.user, request.user, "Changed the password.")
        return response
