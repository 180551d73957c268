"""The public pages of the publications."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.vary import vary_on_headers

from .citations import box
from .downloads import as_asked
from .filters import chosen
from .models import Publication

PER_PAGE = 25


def publication_list(request: HttpRequest) -> HttpResponse:
    found = chosen(request.GET, Publication.objects.published().newest_first())
    page = Paginator(found.rows.defer("abstract", "extra"), PER_PAGE)
    return render(
        request,
        "publications/publication_list.html",
        {
            "page_obj": page.get_page(request.GET.get("page")),
            "chosen": found,
            "breadcrumb": [{"title": "Publications", "url": request.path}],
        },
    )


@vary_on_headers("Accept")
def publication_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The page, or another form of the same where ``Accept`` asks for it."""
    if other_form := as_asked(request, slug):
        return other_form
    publication = get_object_or_404(Publication.objects.published().with_people(), slug=slug)
    return render(
        request,
        "publications/publication_detail.html",
        {
            "publication": publication,
            "box": box.render(publication),
            "breadcrumb": publication.breadcrumb(),
        },
    )
