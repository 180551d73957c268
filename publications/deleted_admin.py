"""Publications that were deleted, from where they come back, or go for good."""

from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from nidairp.editing.bringing_back import BringingBackAdmin

from . import along, deleted
from .models import Publication


class DeletedPublicationsAdmin(BringingBackAdmin):
    deleted_template = "admin/publications/publication/deleted.html"
    forget_template = "admin/publications/publication/forget.html"
    is_back = "and hidden: tick “On the site” for the public to see it."

    def gone(self, request: HttpRequest) -> QuerySet[Any]:
        return deleted.gone()

    def may_bring_back(self, request: HttpRequest) -> bool:
        """Their titles, and what comes back hidden, are for those who see hidden ones."""
        return self.has_add_permission(request) and self.has_change_permission(request)

    def may_forget(self, request: HttpRequest) -> bool:
        return self.has_delete_permission(request) and self.has_change_permission(request)

    def bring_back(self, request: HttpRequest, pk: int) -> tuple[Publication, list[str]]:
        return deleted.bring_back(pk, request.user)

    def forget(self, request: HttpRequest, pk: int) -> Publication:
        was: Publication = deleted.forget(pk).instance
        return was

    def entries_of(self, kept: Any) -> int:
        return deleted.entries_of(kept)

    def delete_model(self, request: HttpRequest, obj: Publication) -> None:
        with transaction.atomic():
            taken = along.take([obj.pk])
            super().delete_model(request, obj)
            along.keep(taken)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        with transaction.atomic():
            taken = along.take(list(queryset.values_list("pk", flat=True)))
            super().delete_queryset(request, queryset)
            along.keep(taken)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, list[str]]:
        """What keeps a publication here is an article that cites it: it is led to, where it may be opened."""
        deleted_ones, counts, lacking, protected = super().get_deleted_objects(objs, request)
        rows = list(objs) if protected else []
        prefetch_related_objects(rows, "posts")
        citing = [post for publication in rows for post in publication.posts.all()]
        links = [_link(post) for post in dict.fromkeys(citing) if request.user.has_perm(_seeing(post))]
        return deleted_ones, counts, lacking, links or protected


def _seeing(post: Model) -> str:
    return f"{post._meta.app_label}.view_{post._meta.model_name}"


def _link(post: Model) -> str:
    kind = post._meta
    form = reverse(f"admin:{kind.app_label}_{kind.model_name}_change", args=[post.pk])
    return format_html('{} <a href="{}">{}</a>', capfirst(kind.verbose_name), form, post)
