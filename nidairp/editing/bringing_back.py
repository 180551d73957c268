"""The list of what was deleted in the admin, from where it comes back, or goes for good.

It is the same for each kind; what is its own, its class says: which rows are gone, who may, and what is done.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import DELETION, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

PER_PAGE = 50
NOTE = "Brought back after it was deleted."
FORGOTTEN = "Its history was removed for good."
ALREADY = (
    "It is not among what was deleted: somebody has brought it back already, or removed its history for good."
)


class BringingBackAdmin(admin.ModelAdmin):
    """Deleting says where to find again what it takes away."""

    change_list_template = "admin/editing/change_list.html"
    deleted_template = "admin/editing/deleted.html"
    forget_template = "admin/editing/forget.html"
    #: Said wherever something is about to be deleted.
    comes_back = True
    #: What is true of something that has come back.
    is_back = ""

    def gone(self, request: HttpRequest) -> QuerySet[Any]:
        """What is kept of each that this person may know of, the newest first."""
        raise NotImplementedError

    def may_bring_back(self, request: HttpRequest) -> bool:
        raise NotImplementedError

    def may_forget(self, request: HttpRequest) -> bool:
        raise NotImplementedError

    def bring_back(self, request: HttpRequest, pk: int) -> tuple[Model, list[str]]:
        """The row, and what was not to be had for it any more."""
        raise NotImplementedError

    def forget(self, request: HttpRequest, pk: int) -> Model:
        """Answers what it was, for the log."""
        raise NotImplementedError

    def entries_of(self, kept: Any) -> int:
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        view, back = self.admin_site.admin_view, require_POST(self.bring_back_view)
        own = [
            path("deleted/", view(self.deleted_view), name=self.door("deleted")),
            path("deleted/<int:pk>/bring-back/", view(back), name=self.door("bring_back")),
            path("deleted/<int:pk>/forget/", view(self.forget_view), name=self.door("forget")),
        ]
        return [*own, *super().get_urls()]

    def door(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        may = {"may_bring_back": self.may_bring_back(request)}
        return super().changelist_view(request, may | (extra_context or {}))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return super().delete_view(
            request, object_id, {"comes_back": self.comes_back} | (extra_context or {})
        )

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        self.say_where(request)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        super().delete_queryset(request, queryset)
        self.say_where(request)

    def say_where(self, request: HttpRequest) -> None:
        where, kinds = reverse(f"admin:{self.door('deleted')}"), self.opts.verbose_name_plural
        words = format_html('It can be brought back from <a href="{}">deleted {}</a>.', where, kinds)
        if not self.may_bring_back(request):
            words = format_html("Anyone who may add and change {} can bring it back.", kinds)
        self.message_user(request, words, messages.INFO)

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        _demand(self.may_bring_back(request))
        context = {
            "title": f"Deleted {self.opts.verbose_name_plural}",
            "may_forget": self.may_forget(request),
            "page_obj": Paginator(self.gone(request), PER_PAGE).get_page(request.GET.get("page")),
        }
        return self._shown(request, self.deleted_template, context)

    def bring_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        _demand(self.may_bring_back(request))
        try:
            with transaction.atomic():  # what was done is in the log, or was not done
                obj, missing = self.bring_back(request, pk)
                self.log_change(request, obj, NOTE)
        except ValidationError as refusal:
            return self._back_to_list(request, " ".join(refusal.messages), messages.ERROR)
        for words in missing:
            self.message_user(request, words, messages.WARNING)
        self.message_user(request, f"“{obj}” is back, {self.is_back}", messages.SUCCESS)
        return HttpResponseRedirect(reverse(f"admin:{self.door('change')}", args=[obj.pk]))

    def forget_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks first, and names what goes."""
        _demand(self.may_forget(request))
        if request.method != "POST":
            return self._ask(request, pk)
        try:
            with transaction.atomic():
                was = self.forget(request, pk)
                LogEntry.objects.log_actions(request.user.pk, [was], DELETION, FORGOTTEN)
        except ValidationError as refusal:
            return self._back_to_list(request, " ".join(refusal.messages), messages.ERROR)
        return self._back_to_list(request, FORGOTTEN, messages.SUCCESS)

    def _ask(self, request: HttpRequest, pk: int) -> HttpResponse:
        kept = self.gone(request).filter(pk=pk).first()
        if kept is None:
            return self._back_to_list(request, ALREADY, messages.ERROR)
        asked = {"title": "Remove the history for good", "kept": kept, "entries": self.entries_of(kept)}
        return self._shown(request, self.forget_template, asked)

    def _shown(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        page = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, template, page)

    def _back_to_list(self, request: HttpRequest, words: str, level: int) -> HttpResponse:
        self.message_user(request, words, level)
        return HttpResponseRedirect(reverse(f"admin:{self.door('deleted')}"))


def _demand(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
