"""The history of an object, version by version, and two of them compared."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from nidairp.editing import difference, permission, pruning, revising, snapshot
from nidairp.editing.keys import demand_key
from nidairp.editing.models import Edited, Revision
from nidairp.editing.permission import Do

PER_PAGE = 50
#: So many are looked through for one that differs.
LOOKED_AT = 12
#: Beside the numbers of versions: what the public sees or was promised, and what the form shows.
NAMED = {"public": "What is public", "newest": "The newest text"}


class HistoryAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view(self.compare_view)
        return [path("<int:pk>/compare/", view, name=f"{stem}_compare"), *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        obj = self.seen(request, object_id)
        rows = Revision.objects.of(obj).newest_first().select_related("user").defer("content")
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.of_object(request, obj, "History"),
            "page_obj": page,
            "public": self._public(obj),
            "earlier": earlier_text(page.object_list),
            "days": pruning.DAYS,
            "newest": pruning.NEWEST,
            "may_change": permission.may(request.user, Do.CHANGE, obj),
        }
        return TemplateResponse(request, "admin/editing/history.html", context)

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        obj = self.seen(request, pk)
        ends = [request.GET.get("from", "public"), request.GET.get("to", "newest")]
        if all(is_number(end) for end in ends):
            ends.sort(key=int)
        (old, old_name), (new, new_name) = (chosen(obj, end) for end in ends)
        context = {
            **self.of_object(request, obj, "Compare"),
            "changes": difference.changes(self.model, old, new),
            "old_name": old_name,
            "new_name": new_name,
            "may_restore": self._restorable(request, obj, ends),
        }
        return TemplateResponse(request, "admin/editing/compare.html", context)

    def _restorable(self, request: HttpRequest, obj: Edited, ends: list[str]) -> list[int]:
        """Of the two compared those that are not what the form shows anyway."""
        if not permission.may(request.user, Do.CHANGE, obj):
            return []
        newest = Revision.objects.of(obj).newest_first().values_list("number", flat=True).first()
        return [int(end) for end in dict.fromkeys(ends) if is_number(end) and int(end) != newest]

    def seen(self, request: HttpRequest, pk: Any) -> Edited:
        demand_key(self.model, str(pk))
        obj: Edited = get_object_or_404(self.get_queryset(request), pk=pk)
        permission.demand(request.user, Do.SEE, obj)
        return obj

    def of_object(self, request: HttpRequest, obj: Edited, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(obj),
            "opts": self.opts,
            "original": obj,
        }

    def _public(self, obj: Edited) -> int | None:
        """The number of the version that the public sees."""
        applied = Revision.objects.of(obj).filter(applied=True).newest_first()
        return applied.values_list("number", flat=True).first() if obj.is_public else None


def earlier_text(revisions: Sequence[Revision]) -> int | None:
    """The newest of them that says something else than the first; where all say the same, the second.

    One after the other: mostly it is the second, and texts are long.
    """
    texts = Revision.objects.values_list("content", flat=True)
    first, *others = [revision.pk for revision in revisions[:LOOKED_AT]] or [0]
    said = texts.filter(pk=first).first()
    return next((pk for pk in others if texts.get(pk=pk) != said), others[0] if others else None)


def is_number(end: str) -> bool:
    return end.isdecimal() and len(end) < 10


def chosen(obj: Edited, end: str) -> tuple[snapshot.Content, str]:
    """A version by its number or its name, and how it is called above its column."""
    if end in NAMED:
        return (snapshot.take(obj) if end == "public" else revising.newest(obj)), NAMED[end]
    if not is_number(end):
        raise Http404
    revision = get_object_or_404(Revision.objects.of(obj), number=int(end))
    return revision.content, str(revision)
