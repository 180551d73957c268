"""The list of deleted publications, from where one comes back, or goes for good."""

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
from django.utils.text import capfirst
from django.views.decorators.http import require_POST

from . import deleted
from .models import Publication

PER_PAGE = 50
LIST = "admin:publications_publication_deleted"


class DeletedPublicationsAdmin(admin.ModelAdmin):
    """Deleting says where to find again what it takes away."""

    change_list_template = "admin/editing/change_list.html"
    #: Said wherever something is about to be deleted.
    comes_back = True

    def get_urls(self) -> list[URLPattern]:
        view, stem = self.admin_site.admin_view, "publications_publication"
        back = require_POST(self.bring_back_view)
        own = [
            path("deleted/", view(self.deleted_view), name=f"{stem}_deleted"),
            path("deleted/<int:pk>/bring-back/", view(back), name=f"{stem}_bring_back"),
            path("deleted/<int:pk>/forget/", view(self.forget_view), name=f"{stem}_forget"),
        ]
        return [*own, *super().get_urls()]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, list[str]]:
        """What keeps a publication here is an article that cites it: it is led to, where it may be opened."""
        deleted_ones, counts, lacking, protected = super().get_deleted_objects(objs, request)
        citing = [post for publication in objs for post in publication.posts.all()] if protected else []
        links = [_link(post) for post in dict.fromkeys(citing) if request.user.has_perm(_seeing(post))]
        return deleted_ones, counts, lacking, links or protected

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return super().delete_view(request, object_id, {"comes_back": True, **(extra_context or {})})

    def delete_model(self, request: HttpRequest, obj: Publication) -> None:
        super().delete_model(request, obj)
        self.say_where(request)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        super().delete_queryset(request, queryset)
        self.say_where(request)

    def say_where(self, request: HttpRequest) -> None:
        words = 'It can be brought back from <a href="{}">deleted publications</a>.'
        self.message_user(request, format_html(words, reverse(LIST)), messages.INFO)

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        self.demand(self.has_add_permission(request))
        context = {
            "title": "Deleted publications",
            "may_forget": self.may_forget(request),
            "page_obj": Paginator(deleted.gone(), PER_PAGE).get_page(request.GET.get("page")),
        }
        return self.shown(request, "deleted", context)

    def bring_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.demand(self.has_add_permission(request))
        try:
            with transaction.atomic():  # what was done is in the log, or was not done
                publication = deleted.bring_back(pk, request.user)
                self.log_change(request, publication, deleted.NOTE)
        except ValidationError as refusal:
            return self.back_to_list(request, " ".join(refusal.messages), messages.ERROR)
        words = f"“{publication}” is back, and hidden: tick “On the site” for the public to see it."
        self.message_user(request, words, messages.SUCCESS)
        there = "admin:publications_publication_change"
        return HttpResponseRedirect(reverse(there, args=[publication.pk]))

    def forget_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks first, and names what goes."""
        self.demand(self.may_forget(request))
        kept = deleted.gone().filter(pk=pk).first()
        if kept is None:
            return self.back_to_list(request, deleted.ALREADY, messages.ERROR)
        if request.method == "POST":
            return self.forget(request, pk)
        context = {"title": "Remove the history for good", "kept": kept, "entries": deleted.entries_of(kept)}
        return self.shown(request, "forget", context)

    def forget(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            with transaction.atomic():
                gone = deleted.forget(pk).instance
                LogEntry.objects.log_actions(request.user.pk, [gone], DELETION, deleted.FORGOTTEN)
        except ValidationError as refusal:
            return self.back_to_list(request, " ".join(refusal.messages), messages.ERROR)
        return self.back_to_list(request, deleted.FORGOTTEN, messages.SUCCESS)

    def may_forget(self, request: HttpRequest) -> bool:
        return self.has_delete_permission(request) and self.has_change_permission(request)

    def demand(self, allowed: bool) -> None:
        if not allowed:
            raise PermissionDenied

    def shown(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        page = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/publications/publication/{name}.html", page)

    def back_to_list(self, request: HttpRequest, words: str, level: int) -> HttpResponse:
        self.message_user(request, words, level)
        return HttpResponseRedirect(reverse(LIST))


def _seeing(post: Model) -> str:
    return f"{post._meta.app_label}.view_{post._meta.model_name}"


def _link(post: Model) -> str:
    kind = post._meta
    form = reverse(f"admin:{kind.app_label}_{kind.model_name}_change", args=[post.pk])
    return format_html('{} <a href="{}">{}</a>', capfirst(kind.verbose_name), form, post)
