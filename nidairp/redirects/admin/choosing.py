"""What the field for an address offers while words are typed: public things that have these words."""

from typing import Any

from django.http import HttpRequest, JsonResponse

from nidairp.editing.finding import called_first
from nidairp.redirects import kinds

FEW = 6
LONGEST = 200


def choices(request: HttpRequest) -> JsonResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    return JsonResponse({"found": found(words) if words else []})


def found(words: str) -> list[dict[str, Any]]:
    """A few of each kind, so that none crowds out the others."""
    return [
        {"title": str(row), "kind": str(kind.model._meta.verbose_name), "address": row.get_absolute_url()}
        for kind in kinds.every_kind()
        for row in called_first(kind.search(kind.rows(), words), words, FEW)
    ]
