"""The public pages of the publications."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.vary import vary_on_headers

from . import signposting
from .citations import box, highwire, schema_org, styled
from .citations.links import identifiers
from .downloads import as_asked, files_of
from .filters import chosen
from .models import Publication

PER_PAGE = 25


def publication_list(request: HttpRequest) -> HttpResponse:
    found = chosen(request.GET, Publication.objects.published().newest_first())
    pages = Paginator(found.rows.defer("abstract", "extra"), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    shown = render(
        request,
        "publications/publication_list.html",
        {
            "page_obj": page,
            "chosen": found,
            "breadcrumb": [{"title": "Publications", "url": request.path}],
        },
    )
    shown["Link"] = signposting.of_list(page, request.GET)
    return shown


@vary_on_headers("Accept")
def publication_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The page, or another form of the same where ``Accept`` asks for it."""
    if other_form := as_asked(request, slug):
        return other_form
    publication = get_object_or_404(Publication.objects.published().with_people(), slug=slug)
    shown = render(
        request,
        "publications/publication_detail.html",
        {
            "publication": publication,
            "box": box.render(publication),
            "tags": publication.tags.all(),
            "identifiers": identifiers(publication),
            "citations": styled.in_every_style(publication),
            "files": files_of(publication),
            "highwire": highwire.render(publication),
            "data": schema_org.render(publication),
            "breadcrumb": publication.breadcrumb(),
        },
    )
    shown["Link"] = signposting.of_publication(publication)
    return shown
