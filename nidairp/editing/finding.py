"""What the link dialog asks for: what can be linked and has these words, and what a link names."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.text import capfirst

from . import linking
from .linking import Linkable, Reference

EACH = 8
DRAFTS = 4
#: Whether the one who asks may see rows of a model that are not public.
MaySee = Callable[[type[Model]], bool]


def find(request: HttpRequest, may_see: MaySee) -> HttpResponse:
    """``?q=words``, or ``?object=object:news.post:12`` for what that is."""
    if reference := linking.read(request.GET.get("object", "")):
        return JsonResponse({"results": named(reference, may_see)})
    words = "".join(letter if letter.isprintable() else " " for letter in request.GET.get("q", "")[:200])
    results = [told for kind in linking.every_kind() for told in matching(kind, words.strip(), may_see)]
    return JsonResponse({"results": results})


def named(reference: Reference, may_see: MaySee) -> list[dict[str, Any]]:
    public = linking.public([reference])
    there = public or linking.existing([reference])
    return [told(row, bool(public)) for row in there.values() if public or may_see(type(row))]


def matching(kind: Linkable, words: str, may_see: MaySee) -> Iterator[dict[str, Any]]:
    """The best of what is public; and by their titles drafts, which may be public by the time the text is."""
    rows = kind.rows()
    found = kind.search(rows, words) if words else rows.order_by("-pk")
    for row in found[:EACH]:
        yield told(row, True)
    if words and may_see(kind.model) and _has_title(kind.model):
        for row in _hidden(kind, words)[:DRAFTS]:
            yield told(row, False)


def _hidden(kind: Linkable, words: str) -> QuerySet:
    rows = kind.all_rows()
    for word in words.split():
        rows = rows.filter(title__icontains=word)
    return rows.exclude(pk__in=kind.rows().values("pk"))


def _has_title(model: type[Model]) -> bool:
    return any(field.name == "title" for field in model._meta.concrete_fields)


def told(row: Model, is_public: bool) -> dict[str, Any]:
    return {
        "object": str(linking.reference_to(row)),
        "title": str(row),
        "kind": str(capfirst(row._meta.verbose_name)),
        "address": row.get_absolute_url(),  # type: ignore[attr-defined]
        "public": is_public,
    }
