"""The public pages of the publications."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from .citations import box
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


def publication_detail(request: HttpRequest, slug: str) -> HttpResponse:
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
