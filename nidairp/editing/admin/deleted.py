"""The list of what was deleted, from where it comes back, or goes for good."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import DELETION, LogEntry
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from nidairp.editing import deleted, permission
from nidairp.editing.models import Edited
from nidairp.editing.permission import Do

from .banner import address

PER_PAGE = 50


class DeletedAdmin(admin.ModelAdmin):
    """Deleting keeps what it takes away, and says where to find it."""

    change_list_template = "admin/editing/change_list.html"
    #: Said wherever something is about to be deleted.
    comes_back = True

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

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return super().delete_view(
            request, object_id, {"comes_back": self.comes_back} | (extra_context or {})
        )

    def delete_model(self, request: HttpRequest, obj: Edited) -> None:
        with transaction.atomic():
            deleted.keep(obj, request.user)
            super().delete_model(request, obj)
        self.say_where(request)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        with transaction.atomic():
            for obj in queryset:
                deleted.keep(obj, request.user)
            super().delete_queryset(request, queryset)
        self.say_where(request)

    def say_where(self, request: HttpRequest) -> None:
        where, kinds = reverse(f"admin:{self.door('deleted')}"), self.opts.verbose_name_plural
        words = format_html('It can be brought back from <a href="{}">deleted {}</a>.', where, kinds)
        self.message_user(request, words, messages.INFO)

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        permission.demand(request.user, Do.ADD, self.model)
        rows = deleted.seen(request.user, self.model).select_related("user")
        context = {
            **self.admin_site.each_context(request),
            "title": f"Deleted {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "may_forget": permission.may(request.user, Do.FORGET, self.model),
            "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        }
        return TemplateResponse(request, "admin/editing/deleted.html", context)

    def bring_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        permission.demand(request.user, Do.ADD, self.model)
        try:
            with transaction.atomic():  # what was done is in the log, or was not done
                obj, missing = deleted.bring_back(self.model, pk, request.user)
                self.log_change(request, obj, deleted.NOTE)
        except ValidationError as refusal:
            return self.back_to_list(request, " ".join(refusal.messages), messages.ERROR)
        for words in missing:
            self.message_user(request, words, messages.WARNING)
        self.message_user(request, f"“{obj}” is back, as a draft. The public sees it once it is published.")
        return HttpResponseRedirect(address(obj, "change"))

    def forget_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks first, and names what goes."""
        permission.demand(request.user, Do.FORGET, self.model)
        if request.method != "POST":
            return self.ask(request, pk)
        try:
            with transaction.atomic():
                gone = deleted.forget(self.model, pk, request.user)
                LogEntry.objects.log_actions(request.user.pk, [gone], DELETION, deleted.FORGOTTEN)
        except ValidationError as refusal:
            return self.back_to_list(request, " ".join(refusal.messages), messages.ERROR)
        return self.back_to_list(request, deleted.FORGOTTEN, messages.SUCCESS)

    def ask(self, request: HttpRequest, pk: int) -> HttpResponse:
        kept = deleted.seen(request.user, self.model).filter(pk=pk).first()
        if kept is None:
            return self.back_to_list(request, deleted.ALREADY, messages.ERROR)
        context = {
            **self.admin_site.each_context(request),
            "title": "Remove the history for good",
            "opts": self.opts,
            "kept": kept,
            "versions": deleted.versions_of(kept),
        }
        return TemplateResponse(request, "admin/editing/forget.html", context)

    def back_to_list(self, request: HttpRequest, words: str, level: int) -> HttpResponse:
        self.message_user(request, words, level)
        return HttpResponseRedirect(reverse(f"admin:{self.door('deleted')}"))
