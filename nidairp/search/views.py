"""The page of results: some of each kind, or with ``?in=`` all of one kind, page by page."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import index, sources
from .fewer import with_fewer_words
from .otherwise import readings
from .query import Query, parse
from .results import Group, named
from .spelling import suggestion


def _found(query: Query) -> list[Group]:
    """Of each kind that has any."""
    kinds = sources.registered()
    found = zip(kinds, index.best_of_each(query, kinds), strict=True)
    return [Group(source, query, there) for source, there in found if there.total]


def _first_found(texts: Iterable[str]) -> tuple[list[Group], str]:
    """Of several questions what the first one finds that finds anything."""
    found = ((_found(parse(text)), text) for text in texts)
    return next(((groups, text) for groups, text in found if groups), ([], ""))


def _otherwise(text: str) -> tuple[list[Group], str, str]:
    """Of what finds nothing: what another reading of it finds, and that reading; or a spelling to suggest."""
    there, read_as = _first_found(readings(text))
    instead = "" if there else suggestion(text, sources.registered())
    if not there and not instead:
        there, read_as = _first_found(with_fewer_words(text, sources.registered()))
    return there, read_as, instead


def search(request: HttpRequest) -> HttpResponse:
    query = parse(request.GET.get("q", ""))
    there, read_as, instead = _found(query), "", ""
    if query and not there:
        there, read_as, instead = _otherwise(query.text)
    # Without a choice, one kind alone is shown in full; a choice that finds nothing is none.
    chosen = next((group for group in there if group.source.kind == request.GET.get("in")), None)
    chosen = chosen or (there[0] if len(there) == 1 else None)
    page = chosen.page(request.GET.get("page")) if chosen else None
    shown = [page.object_list] if page else [group.first for group in there]
    return render(
        request,
        "search/search.html",
        {
            "query": query,
            "read_as": read_as,
            "groups": there,
            "chosen": chosen,
            "page_obj": page,
            "people": [one for results in shown for one in named(results)],
            "total": sum(group.total for group in there),
            "more": any(group.more for group in there),
            "suggestion": instead,
            "breadcrumb": [{"title": "Search", "url": request.path}],
        },
    )
