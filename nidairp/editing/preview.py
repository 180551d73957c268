"""A version as the public would see it: put in place, answered by the public's own view, and taken back.

So a preview cannot differ from the page: there is no second template and no second view. It is made anew each
time and never kept.
"""

import copy
from dataclasses import dataclass
from typing import Any

from csp.constants import SELF
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import resolve
from django.utils import timezone

from . import revising, snapshot
from .models import Edited
from .rehearsal import rehearsal
from .snapshot import Content


@dataclass(frozen=True)
class Banner:
    """What stands above the page: that it is not public, and which version it is."""

    words: str


def render(request: HttpRequest, obj: Edited, content: Content, words: str) -> HttpResponse:
    """Raises ``ValidationError`` for what cannot stand on the site at all."""
    with rehearsal():
        row = in_place(obj, content)
        return hidden(_answer(request, row.get_absolute_url(), Banner(words)))


def in_place(obj: Edited, content: Content) -> Edited:
    """The row with this content, public; at the address it has now, where its own is taken meanwhile."""
    row = obj if obj._state.adding else type(obj)._base_manager.get(pk=obj.pk)
    facts = {
        "state": Edited.State.PUBLISHED,
        "publish_at": None,
        "unpublish_at": None,
        "published_at": row.published_at or timezone.now(),
    }
    try:
        revising.write(row, content, **facts)
    except ValidationError:
        if obj._state.adding:
            raise
        row.refresh_from_db()
        kept = {name: snapshot.take(row, {})["fields"][name] for name in _address_fields(row)}
        revising.write(row, snapshot.with_fields(content, **kept), **facts)
    return row


def _address_fields(row: Edited) -> set[str]:
    unique = [c for c in row._meta.constraints if isinstance(c, UniqueConstraint)]
    return {name for constraint in unique for name in constraint.fields}


def _answer(request: HttpRequest, address: str, banner: Banner) -> HttpResponse:
    """What the address answers to somebody who is not logged in."""
    match = resolve(address)
    asked: Any = copy.copy(request)
    asked.method, asked.path, asked.path_info = "GET", address, address
    asked.GET, asked.POST = QueryDict(), QueryDict()
    asked.user, asked.resolver_match, asked.preview = AnonymousUser(), match, banner
    response: Any = match.func(asked, *match.args, **match.kwargs)
    return response.render() if hasattr(response, "render") and not response.is_rendered else response


def hidden(response: HttpResponse) -> HttpResponse:
    """Kept nowhere, listed nowhere, and its address given to nobody by following a link from it."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response


def framed(response: HttpResponse) -> HttpResponse:
    """May stand in a frame of our own admin, which shows it at several widths."""
    response["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
    return response
