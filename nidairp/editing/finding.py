"""What the link dialog asks for: what can be linked and has these words, and what a link names."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.text import capfirst

from . import anchors, linking
from .linking import Linkable, Reference

EACH = 8
DRAFTS = 4
#: The rows of a model that the one who asks may see in the admin, if any.
Seen = Callable[[type[Model]], QuerySet | None]


def find(request: HttpRequest, seen: Seen) -> HttpResponse:
    """``?q=words``, or ``?object=object:news.post:12`` for what that is, and which sections it has."""
    if reference := linking.read(request.GET.get("object", "")):
        return JsonResponse({"results": named(reference, seen)})
    words = "".join(letter if letter.isprintable() else " " for letter in request.GET.get("q", "")[:200])
    results = [told for kind in linking.every_kind() for told in matching(kind, words.strip(), seen)]
    return JsonResponse({"results": results})


def named(reference: Reference, seen: Seen) -> list[dict[str, Any]]:
    public = linking.public([reference])
    there = public or linking.existing([reference])
    rows = (row for row in there.values() if public or _is_seen(row, seen))
    return [
        {**told(row, bool(public)), "sections": anchors.headings(getattr(row, "body", ""))} for row in rows
    ]


def _is_seen(row: Model, seen: Seen) -> bool:
    rows = seen(type(row))
    return rows is not None and rows.filter(pk=row.pk).exists()


def matching(kind: Linkable, words: str, seen: Seen) -> Iterator[dict[str, Any]]:
    """The best of what is public; and by their titles drafts, which may be public by the time the text is."""
    rows = kind.rows()
    found = called_first(kind.search(rows, words), words, EACH) if words else rows.order_by("-pk")[:EACH]
    for row in found:
        yield told(row, True)
    mine = seen(kind.model) if words and _has_title(kind.model) else None
    if mine is not None:
        for row in _hidden(kind, words, mine)[:DRAFTS]:
            yield told(row, False)


def called_first(found: QuerySet, words: str, most: int) -> list[Model]:
    """Those that are called so, then those that only speak of it: a list in any order may hold hundreds."""
    first: list[Model] = list(_titled(found, words)[:most]) if _has_title(found.model) else []
    more = most - len(first)
    return first + (list(found.exclude(pk__in=[row.pk for row in first])[:more]) if more else [])


def _titled(rows: QuerySet, words: str) -> QuerySet:
    for word in words.split():
        rows = rows.filter(title__plain__icontains=word)
    return rows


def _hidden(kind: Linkable, words: str, seen: QuerySet) -> QuerySet:
    rows = _titled(kind.all_rows().filter(pk__in=seen.order_by().values("pk")), words)
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
