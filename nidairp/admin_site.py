"""Django's admin under the institute's name; its look is in ``assets/admin.scss``."""

import json
from collections.abc import Callable
from functools import update_wrapper
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, URLResolver, path, reverse

from nidairp import dashboard, not_stored
from nidairp.audit.recording import record
from nidairp.editing.deleting import DeleteMany
from nidairp.editing.finding import find
from nidairp.inviting.mailing import goes_out
from nidairp.inviting.views import invite
from nidairp.manual import views as manual
from nidairp.openforms import resuming
from nidairp.openforms.views import open_form, signed_in
from nidairp.quality.report import report
from nidairp.second_factor import views as second_factor
from nidairp.second_factor.login import LoginForm
from nidairp.second_factor.middleware import must_set_up
from nidairp.sought import MOST, first_words
from nidairp.ticked import keys_only
from nidairp.typed import seen
from nidairp.views import PASSING

#: What editors work with most comes first.
ORDER = [
    "news",
    "publications",
    "pages",
    "library",
    "people",
    "navigation",
    "redirects",
    "links",
    "auth",
    "admin",
]
WORDS_LEFT_OUT = f"Only the first {MOST} words were looked for."
TO_THE_SITE = "r/<int:content_type_id>/<path:object_id>/"


class AutocompleteView(AutocompleteJsonView):
    """Finds what the admin of the objects says may be picked, and shows each as it says, or by its name."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Of very many words it says above what it found that it looked for the first ones."""
        answer = super().get(request, *args, **kwargs)
        if not request.words_left_out or request.GET.get("page", "1") != "1":  # type: ignore[attr-defined]
            return answer
        found = json.loads(answer.content)
        said = {"id": "", "text": WORDS_LEFT_OUT, "disabled": True}
        return JsonResponse({**found, "results": [said, *found["results"]]})

    def get_queryset(self) -> QuerySet:
        rows = getattr(self.model_admin, "pickable", self.model_admin.get_queryset)(self.request)
        rows = rows.complex_filter(self.source_field.get_limit_choices_to())
        found, repeats = self.model_admin.get_search_results(self.request, rows, self.term)
        if hasattr(self.model_admin, "titled_first"):
            found = self.model_admin.titled_first(found, self.term)
        return found.distinct() if repeats else found

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        named = getattr(self.model_admin, "picked", str)
        return {**super().serialize_result(obj, to_field_name), "text": named(obj)}


class InstituteAdminSite(AdminSite):
    site_header = site_title = settings.ADMIN_NAME
    index_title = "What would you like to do?"
    login_form = LoginForm

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action("delete_selected")
        self.add_action(DeleteMany())

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        apps = super().get_app_list(request, app_label)
        place = {label: number for number, label in enumerate(ORDER)}
        return sorted(apps, key=lambda app: place.get(app["app_label"], len(ORDER)))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().index(request, {**dashboard.context(request), **(extra_context or {})})

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [
            path("quality/", self.admin_view(report), name="quality"),
            path("second-factor/", self.admin_view(second_factor.own), name="second_factor"),
            path(
                "second-factor/<int:user_id>/reset/",
                self.admin_view(second_factor.reset),
                name="second_factor_reset",
            ),
            path("invite/<int:user_id>/", self.admin_view(invite), name="invite"),
            path("help/", self.admin_view(self.manual), name="manual"),
            path("help/<slug:name>/", self.admin_view(self.manual), name="manual_page"),
            path("open-form/", open_form, name="open_form"),
            path("signed-in/", self.admin_view(signed_in), name="signed_in"),
            path("find/", self.admin_view(self.find_target), name="find_target"),
            path(TO_THE_SITE, self.admin_view(self.view_on_site), name="view_on_site"),
            *(pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"),
        ]

    def find_target(self, request: HttpRequest) -> HttpResponse:
        """For the link dialog of rich text; of what is not public, what the user may see in the admin."""

        def seen(model: type[Model]) -> QuerySet | None:
            registered = self._registry.get(model)
            may_look = registered is not None and registered.has_view_permission(request)
            return registered.get_queryset(request) if may_look else None

        return find(request, seen)

    def manual(self, request: HttpRequest, name: str = "") -> HttpResponse:
        context = self.each_context(request)
        return manual.page(request, context, name) if name else manual.contents(request, context)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """As Django's, but a form that is sent after the session has ended is carried through the login,
        and what nobody sees in it is left out, as are the words after very many of a search.
        """
        checked = super().admin_view(view, cacheable)

        def carrying(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if resuming.is_lost(request):
                return self.login(request)
            if request.method == "POST":
                request.POST = keys_only(seen(request.POST))  # type: ignore[assignment]
            asked, request.GET = request.GET, first_words(request.GET)  # type: ignore[assignment]
            request.words_left_out = request.GET is not asked  # type: ignore[attr-defined]
            return not_stored.told(checked, request, *args, **kwargs)

        return update_wrapper(carrying, checked)

    def view_on_site(self, request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponse:
        """Django's own tells everybody who works here the address, and so the title, of anything."""
        model = get_object_or_404(ContentType, pk=content_type_id).model_class()
        opened = self.get_model_admin(model) if model and self.is_registered(model) else None
        row = opened.get_object(request, object_id) if opened else None
        if row is None or not opened.has_view_permission(request, row):
            raise Http404
        return shortcut(request, content_type_id, object_id)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return AutocompleteView.as_view(admin_site=self)(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {**resuming.login_context(request), "may_ask": goes_out(), **(extra_context or {})}
        if resuming.is_lost(request):
            request.method = "GET"  # what was sent is no login
        elif request.method == "GET" and must_set_up(request):
            return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME, ""), reverse("admin:second_factor"))
        response = super().login(request, context)
        if request.method != "POST" or not request.user.is_authenticated:
            return response
        record(request.user, request.user, "Logged in.")
        lost = resuming.unpacked(request.POST.get("carried", ""))
        if lost is None:
            return response
        return render(request, "admin/openforms/resume.html", {**self.each_context(request), **lost})

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        try:
            if request.method == "POST" and request.user.is_authenticated:
                record(request.user, request.user, "Logged out.")
            return super().logout(request, extra_context)
        except PASSING:
            return logged_out_here(request)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            record(request.user, request.user, "Changed the password.")
        return response


def logged_out_here(request: HttpRequest) -> HttpResponse:
    """While the database takes nothing, the session stays in it; but whoever comes next finds no way in."""
    said = {"hours": settings.SESSION_COOKIE_AGE // 3600}
    response = render(request, "logged_out_here.html", said, status=HTTPStatus.SERVICE_UNAVAILABLE)
    name, path = settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_PATH
    response.delete_cookie(name, path=path, samesite=settings.SESSION_COOKIE_SAMESITE)
    return response
