"""The public pages of the authors: all by the alphabet, and one for each."""

from string import ascii_lowercase
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from nidairp.prepared import Prepared

from . import signposting
from .charts import per_year
from .citations import profile
from .downloads import FORMATS, list_address
from .listing.asked import clean
from .listing.choosing import PER_PAGE
from .listing.works import Works
from .models import Author

#: So many stand on one page; where there are not many more, no letter need be chosen.
AUTHORS_PER_PAGE = 100
ALL = 300
OTHER = "other"
#: Of all co-authors, so many are named at once, and so many on demand.
NEAREST, MORE = 24, 300
ONE = Prepared(lambda slug: Author.objects.published().filter(slug=slug))


@require_safe
def author_list(request: HttpRequest) -> HttpResponse:
    """``?letter=`` and ``?q=`` narrow it; of many, one letter is shown at a time."""
    letter, query = request.GET.get("letter", "").lower()[:5], clean(request.GET.get("q", ""))
    if not letter and not query and Author.objects.count() > ALL:
        letter = "a"
    found = Author.objects.published()
    if query:
        found = found.known_as(query)
    if letter:
        found = found.filter(initial="" if letter == OTHER else clean(letter)[:1])
    page = Paginator(found, AUTHORS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "authors": Author.objects.filter(pk__in=[author.pk for author in page]).with_counts(),
        "letters": [*ascii_lowercase, OTHER],
        "letter": letter,
        "query": query,
        "breadcrumb": _steps(),
    }
    return render(request, "publications/author_list.html", context)


@require_safe
def author_detail(request: HttpRequest, slug: str) -> HttpResponse:
    found = ONE(slug=slug)
    if not found:
        return _moved(slug)
    (author,), works = found, Works(found[0])
    page = Paginator(works, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "author": author,
        "about": _about(author, len(works)),
        "page_obj": page,
        "data": profile.render(author),
        "files": [(form.label, f"{list_address(ending)}?author={slug}") for ending, form in FORMATS.items()],
        "breadcrumb": [*_steps(), {"title": author.full_name, "url": author.get_absolute_url()}],
        **(_overview(author, works.years) if page.number == 1 else {}),
    }
    shown = render(request, "publications/author_detail.html", context)
    shown["Link"] = signposting.of_author(author, page)
    return shown


def _moved(slug: str) -> HttpResponse:
    """For good; but as a merge can be taken back, browsers should not remember it for longer than a day."""
    merged = Author.objects.exclude(merged_into=None).select_related("merged_into")
    there = HttpResponsePermanentRedirect(get_object_or_404(merged, slug=slug).standing.get_absolute_url())
    patch_cache_control(there, max_age=24 * 60 * 60)
    return there


def _overview(author: Author, years: dict[int, int]) -> dict[str, Any]:
    """What stands on the first page only: when the publications appeared, and with whom."""
    named, count = author.co_authors(MORE)
    all_of_these = f"{reverse('publications:list')}?author={author.slug}"
    return {
        "chart": per_year(years, lambda asked: f"{all_of_these}&year={asked}"),
        "nearest": named[:NEAREST],
        "others": named[NEAREST:],
        "unnamed": max(0, count - MORE),
    }


def _about(author: Author, count: int) -> str:
    several = "One publication" if count == 1 else f"{count or 'No'} publications"
    of = f" ({author.affiliation})" if author.affiliation else ""
    return f"{several} by {author.full_name}{of}, newest first, with co-authors; as BibTeX, RIS and CSL-JSON."


def _steps() -> list[dict[str, str]]:
    return [
        {"title": "Publications", "url": reverse("publications:list")},
        {"title": "Authors", "url": reverse("publications:authors")},
    ]
