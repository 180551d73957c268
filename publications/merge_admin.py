"""Merging authors in the admin: suggestions, the question before, what was merged, and the way back.

Shows and asks only; whatever changes an author is `merging`.
"""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from . import variant_pages
from .merging import joining, parting, suggesting
from .merging.joining import NotPossible
from .models import Author, AuthorMerge, AuthorPair

_REFRESH = "3"
_FOLDER = "admin/publications/author"


class MergingAdmin(admin.ModelAdmin):
    """The part of the authors' admin that merges."""

    actions = ["merge_chosen"]
    change_list_template = f"{_FOLDER}/list.html"

    def get_urls(self) -> list[URLPattern]:
        pages = {
            "variants": ("variants/", self.variants),
            "compare": ("variants/compare/", self.compare),
            "decide": ("variants/<int:pk>/", self.decide),
            "merge": ("merge/", self.merge),
        }
        own = [
            path(address, self.admin_site.admin_view(view), name=f"publications_author_{name}")
            for name, (address, view) in pages.items()
        ]
        return own + super().get_urls()

    @admin.action(description="Merge the chosen authors …", permissions=["change"])
    def merge_chosen(self, request: HttpRequest, queryset: QuerySet[Author]) -> HttpResponse | None:
        pks = sorted(queryset.values_list("pk", flat=True))
        if len(pks) < 2:
            messages.error(request, "Choose at least two authors to merge.")
            return None
        return HttpResponseRedirect(_merge_address(pks))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        may = {"may_merge": self.has_change_permission(request)}
        return super().changelist_view(request, {**may, **(extra_context or {})})

    # Suggestions

    def variants(self, request: HttpRequest) -> HttpResponse:
        self._check(request)
        waiting = variant_pages.compared()
        page = self._context(request, "Name variants", waiting=waiting, **variant_pages.context(request.GET))
        response = TemplateResponse(request, f"{_FOLDER}/variants.html", page)
        if waiting:
            response["Refresh"] = _REFRESH
        return response

    def compare(self, request: HttpRequest) -> HttpResponse:
        """All names once more: co-authors have been added since they were compared first."""
        self._check(request)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        suggesting.start_anew()
        return HttpResponseRedirect(reverse("admin:publications_author_variants"))

    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._check(request)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        pair = get_object_or_404(AuthorPair.objects.select_related("first", "second"), pk=pk)
        pair.state = AuthorPair.State.OPEN if "open" in request.POST else AuthorPair.State.DIFFERENT
        pair.decided_by, pair.decided_at = request.user, timezone.now()
        pair.save(update_fields=["state", "decided_by", "decided_at"])
        said = "open again" if pair.state == AuthorPair.State.OPEN else "different people"
        messages.success(request, f"“{pair.first}” and “{pair.second}”: {said}.")
        kept = request.GET.urlencode()
        return HttpResponseRedirect(f"{reverse('admin:publications_author_variants')}?{kept}")

    # Merging

    def merge(self, request: HttpRequest) -> HttpResponse:
        self._check(request)
        asked = request.POST if request.method == "POST" else request.GET
        pks = [int(pk) for pk in asked.getlist("id") if pk.isdecimal() and len(pk) < 19]
        kept = asked.get("keep", "")
        keep = int(kept) if kept.isdecimal() and len(kept) < 19 else None
        if request.method == "POST" and keep and self._merge(request, pks, keep):
            return HttpResponseRedirect(_after(asked.get("from", ""), keep))
        question = variant_pages.question(pks, keep)
        page = self._context(request, "Merge authors", came_from=asked.get("from", ""), **question)
        return TemplateResponse(request, f"{_FOLDER}/merge.html", page)

    def _merge(self, request: HttpRequest, pks: list[int], keep: int) -> bool:
        try:
            with transaction.atomic():  # what was done is in the log, or was not done
                done = joining.merge(keep, [pk for pk in pks if pk != keep], user=request.user)
                for merge in done:
                    self.log_change(request, merge.into, f"Merged “{merge.author}” into this author.")
        except NotPossible as reason:
            messages.error(request, str(reason))
            return False
        for merge in done:
            messages.success(
                request, f"“{merge.author}” is “{merge.into}” now: {_several(merge.works)} moved."
            )
        return True

    def _check(self, request: HttpRequest) -> None:
        if not self.has_change_permission(request):
            raise PermissionDenied

    def _context(self, request: HttpRequest, title: str, **more: Any) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **more}


class AuthorMergeAdmin(admin.ModelAdmin):
    """What was merged, by whom, when; nothing can be changed here but taken back."""

    list_display = ["__str__", "works", "merged_by", "merged_at", "undone_at"]
    list_select_related = ["author", "into", "merged_by"]
    search_fields = ["author__sort_key", "into__sort_key"]
    show_full_result_count = False
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuthorMerge]:
        return super().get_queryset(request).defer("moved", "stayed")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AuthorMerge | None = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        rows = AuthorMerge.objects.select_related("author__merged_into", "into", "merged_by", "undone_by")
        merge = get_object_or_404(rows, pk=int(object_id) if object_id.isdecimal() else 0)
        if not self.has_view_permission(request, merge):
            raise PermissionDenied
        if request.method == "POST":
            return self._undo(request, merge)
        page = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(merge),
            "merge": merge,
            "may_change": self.has_change_permission(request, merge),
        }
        return TemplateResponse(request, "admin/publications/authormerge/merge.html", page)

    def _undo(self, request: HttpRequest, merge: AuthorMerge) -> HttpResponse:
        if not self.has_change_permission(request, merge):
            raise PermissionDenied
        try:
            with transaction.atomic():
                done = parting.undo(merge, user=request.user)
                if merge.undone_at is None:
                    self.log_change(
                        request, done.into, f"Merge taken back: “{done.author}” stands alone again."
                    )
        except NotPossible as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, f"“{done.author}” and “{done.into}” are two authors again.")
        return HttpResponseRedirect(merge.get_absolute_url())


def _merge_address(pks: list[int]) -> str:
    return f"{reverse('admin:publications_author_merge')}?{'&'.join(f'id={pk}' for pk in pks)}"


def _after(came_from: str, keep: int) -> str:
    if came_from == "variants":
        return reverse("admin:publications_author_variants")
    return reverse("admin:publications_author_change", args=[keep])


def _several(works: int) -> str:
    return "one publication" if works == 1 else f"{works} publications"
