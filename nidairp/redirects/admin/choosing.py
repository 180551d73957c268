"""What the field for an address offers while words are typed: public things that have these words."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest, JsonResponse

from nidairp.redirects import kinds

FEW = 6
LOOKED_AT = 50
LONGEST = 200


def choices(request: HttpRequest) -> JsonResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    return JsonResponse({"found": found(words) if words else []})


def found(words: str) -> list[dict[str, Any]]:
    """A few of each kind, so that none crowds out the others."""
    return [
        {"title": str(row), "kind": str(kind.model._meta.verbose_name), "address": row.get_absolute_url()}
        for kind in kinds.every_kind()
        for row in best(list(kind.search(kind.rows(), words)[:LOOKED_AT]), words)
    ]


def best(rows: list[Model], words: str) -> list[Model]:
    """Those first that are called so, then those that only speak of it."""
    asked = words.lower().split()
    return sorted(rows, key=lambda row: -sum(word in str(row).lower() for word in asked))[:FEW]
