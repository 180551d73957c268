"""The public pages of the publications."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from . import signposting
from .citations import box, highwire, schema_org, styled
from .citations.links import identifiers
from .downloads import as_asked, files_of
from .filters import chosen
from .models import AttachedFile, Publication

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
    attached = list(publication.files.select_related("document"))
    shown = render(
        request,
        "publications/publication_detail.html",
        {
            "publication": publication,
            "attached": attached,
            "box": box.render(publication),
            "tags": publication.tags.all(),
            "identifiers": identifiers(publication),
            "citations": styled.in_every_style(publication),
            "files": files_of(publication),
            "highwire": highwire.render(publication, attached),
            "data": schema_org.render(publication, attached),
            "breadcrumb": publication.breadcrumb(),
        },
    )
    shown["Link"] = signposting.of_publication(publication, attached)
    return shown


@require_safe
def attached_file(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """A file beside its publication's page, for as long as that is there."""
    rows = AttachedFile.objects.published().select_related("document")
    return get_object_or_404(rows, publication__slug=slug, document__name=name).document.answer(request)
