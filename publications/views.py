"""The public pages of the publications."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from nidairp.prepared import Prepared

from . import signposting
from .citations import box, highwire, schema_org, styled
from .citations.links import identifiers
from .downloads import as_asked, files_of, list_files
from .listing import chosen
from .listing.asked import clean
from .listing.showing import Shown, values_of
from .models import AttachedFile, Contribution, Publication, Tag, with_people

ONE = Prepared(lambda slug: Publication.objects.published().for_page().filter(slug=slug))
PEOPLE = Prepared(lambda publication: Contribution.objects.for_pages().filter(publication=publication))
TAGS = Prepared(lambda publication: Tag.objects.filter(publications=publication))
POSTS = Prepared(lambda publication: Publication(pk=publication).posts.for_rows())


def publication_list(request: HttpRequest) -> HttpResponse:
    listed = Shown(chosen(request.GET), request.GET.get("page"))
    shown = render(
        request,
        "publications/publication_list.html",
        {
            "listed": listed,
            "page_obj": listed.page,
            "downloads": list_files(listed.query_string),
            "canonical_url": listed.canonical_url,
            "breadcrumb": [{"title": "Publications", "url": request.path}],
        },
    )
    shown["Link"] = signposting.of_list(listed.page, listed.query_string)
    return shown


def filter_values(request: HttpRequest, name: str) -> HttpResponse:
    """All authors, or tags, that a list can be narrowed by."""
    named = clean(request.GET.get("named", ""))
    listed = Shown(chosen(request.GET))
    values = values_of(listed.chosen, name, named, request.GET.get("page"))
    breadcrumb = [
        {"title": "Publications", "url": reverse("publications:list")},
        {"title": values.long.plural.capitalize(), "url": request.path},
    ]
    context = {"listed": listed, "values": values, "page_obj": values.page, "breadcrumb": breadcrumb}
    return render(request, "publications/filter_values.html", context)


@vary_on_headers("Accept")
def publication_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The page, or another form of the same where ``Accept`` asks for it."""
    if other_form := as_asked(request, slug):
        return other_form
    found = ONE(slug=slug)
    if not found:
        raise Http404
    (publication,) = with_people(found, PEOPLE(publication=found[0].pk))
    attached = list(publication.files.select_related("document")) if publication.has_files else []
    shown = render(
        request,
        "publications/publication_detail.html",
        {
            "publication": publication,
            "attached": attached,
            "box": box.render(publication),
            "tags": TAGS(publication=publication.pk),
            "posts": POSTS(publication=publication.pk) if publication.has_posts else [],
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
