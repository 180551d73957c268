"""Django's admin under the institute's name; its look is in ``assets/admin.scss``."""

from collections.abc import Callable
from functools import update_wrapper
from http import HTTPStatus
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path

from nidairp.audit.recording import record
from nidairp.editing.deleting import DeleteMany
from nidairp.editing.finding import find
from nidairp.openforms import resuming
from nidairp.openforms.views import open_form, signed_in
from nidairp.quality.report import report

#: What editors work with most comes first.
ORDER = [
    "news",
    "pages",
    "library",
    "people",
    "navigation",
    "redirects",
    "links",
    "publications",
    "auth",
    "admin",
]


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
        return [
            path("quality/", self.admin_view(report), name="quality"),
            path("open-form/", open_form, name="open_form"),
            path("signed-in/", self.admin_view(signed_in), name="signed_in"),
            path("find/", self.admin_view(self.find_target), name="find_target"),
            *super().get_urls(),
        ]

    def find_target(self, request: HttpRequest) -> HttpResponse:
        """For the link dialog of rich text; of what is not public, what the user may see in the admin."""

        def may_see(model: type[Model]) -> bool:
            registered = self._registry.get(model)
            return registered is not None and registered.has_view_permission(request)

        return find(request, may_see)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """As Django's, but a form that is sent after the session has ended is carried through the login."""
        checked = super().admin_view(view, cacheable)

        def carrying(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return self.login(request) if resuming.is_lost(request) else checked(request, *args, **kwargs)

        return update_wrapper(carrying, checked)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return AutocompleteView.as_view(admin_site=self)(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {**resuming.login_context(request), **(extra_context or {})}
        if resuming.is_lost(request):
            request.method = "GET"  # what was sent is no login
        response = super().login(request, context)
        if request.method != "POST" or not request.user.is_authenticated:
            return response
        record(request.user, request.user, "Logged in.")
        lost = resuming.unpacked(request.POST.get("carried", ""))
        if lost is None:
            return response
        return render(request, "admin/openforms/resume.html", {**self.each_context(request), **lost})

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
