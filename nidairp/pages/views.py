"""One view: the page whose path is asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .models import Page


@require_safe
def page_detail(request: HttpRequest, path: str) -> HttpResponse:
    page = get_object_or_404(Page.objects.for_page(), path=path)
    return render(
        request,
        "pages/page_detail.html",
        {
            "page": page,
            "files": page.files.select_related("document") if page.has_files else (),
            "questions": page.questions.all() if page.has_questions else (),
            "contacts": page.contacts.all() if page.has_contacts else (),
            "lists": page.publication_lists.for_pages() if page.has_lists else (),
            "section": page.section(),
            "breadcrumb": page.breadcrumb(),
        },
    )
