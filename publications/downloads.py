"""Publications in other people's forms: by the ending of an address, or by what ``Accept`` asks for.

Which form is meant is decided in ``negotiation``, what it says in ``citations``; here it becomes a response.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404

from nidairp.reversing import Address
from nidairp.rich import strip
from nidairp.streamed import NOT_COMPLETE, streamed

from .citations import bibtex, csl_json, ris, styled
from .listing import chosen
from .models import Publication
from .negotiation import Range, preferred

LIST = Address("publications:list")
HTML = "text/html"
CITATION = "text/x-bibliography"
PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Format:
    label: str
    media_type: str
    render: Callable[[Iterable[Publication]], Iterator[str]]
    #: The end of a file that broke off: begun, and never ended.
    torn: str


FORMATS = {
    "bib": Format(
        "BibTeX",
        "application/x-bibtex",
        bibtex.render,
        f"\n@misc{{NOT-COMPLETE,\n  note = {{{NOT_COMPLETE}\n",
    ),
    "ris": Format(
        "RIS", "application/x-research-info-systems", ris.render, f"\r\nTY  - GEN\r\nTI  - {NOT_COMPLETE}\r\n"
    ),
    "json": Format(
        "CSL-JSON", "application/vnd.citationstyles.csl+json", csl_json.render, f",\n{NOT_COMPLETE}\n"
    ),
}
_BY_TYPE = {one.media_type: ending for ending, one in FORMATS.items()}
OFFERED = (HTML, *_BY_TYPE, CITATION)


def one_as_file(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """``/publications/<slug>.bib``, ``.ris``, ``.json``."""
    return in_format(published(slug), ending)


def one_as_citation(request: HttpRequest, slug: str) -> HttpResponse:
    """``/publications/<slug>.txt?style=apa``."""
    response = as_citation(published(slug), request.GET.get("style", styled.DEFAULT))
    response["Content-Type"] = PLAIN  # a browser shows this; of text/x-bibliography it would make a download
    return response


def list_as_file(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    """``/publications.bib`` and its like: all that the list's filters leave, however much that is."""
    form = FORMATS[ending]
    response = streamed(form.render(chosen(request.GET).publications()), form.torn)
    return _named(response, form.media_type, f"publications.{ending}")


def as_asked(request: HttpRequest, slug: str) -> HttpResponse | None:
    """The page's answer to an ``Accept`` that wants something else than the page; None: the page will do."""
    asked = preferred(request.headers.get("accept", ""), OFFERED)
    if asked and asked.media_type == HTML:
        return None
    publication = published(slug)
    return _asked_for(publication, asked) if asked else _nothing_fits(publication)


def _asked_for(publication: Publication, asked: Range) -> HttpResponse:
    if asked.media_type == CITATION:
        return as_citation(publication, asked.parameters.get("style", styled.DEFAULT), status=406)
    return in_format(publication, _BY_TYPE[asked.media_type])


def published(slug: str) -> Publication:
    return get_object_or_404(Publication.objects.published().with_people(), slug=slug)


def in_format(publication: Publication, ending: str) -> HttpResponse:
    form = FORMATS[ending]
    response = HttpResponse("".join(form.render([publication])))
    return _about(publication, _named(response, form.media_type, f"{publication.slug}.{ending}"))


def as_citation(publication: Publication, style: str, status: int = 404) -> HttpResponse:
    """One line of text; a style that is not there is answered with those that are."""
    if style not in styled.STYLES:
        known = ", ".join(styled.STYLES)
        return _plain(f"There is no style of that name. These are there: {known}.\n", status)
    text = strip("".join(styled.render([publication], style=style))) + "\n"
    response = HttpResponse(text)
    return _about(publication, _named(response, CITATION, f"{publication.slug}.txt", "inline"))


def list_address(ending: str) -> str:
    """Beside the list: ``/publications.bib``."""
    return f"{LIST().rstrip('/')}.{ending}"


def list_files(query_string: str) -> list[dict[str, str]]:
    """What a list offers to take away, all of it."""
    return [
        {"label": form.label, "url": list_address(ending) + query_string, "media_type": form.media_type}
        for ending, form in FORMATS.items()
    ]


def one_address(publication: Publication, ending: str) -> str:
    return f"{publication.get_absolute_url().rstrip('/')}.{ending}"


def files_of(publication: Publication) -> list[dict[str, str]]:
    """What a page offers to take away."""
    return [
        {"label": form.label, "url": one_address(publication, ending), "media_type": form.media_type}
        for ending, form in FORMATS.items()
    ]


def _nothing_fits(publication: Publication) -> HttpResponse:
    there = "".join(f"{one}\n" for one in OFFERED)
    return _about(publication, _plain(f"None of the forms you accept is there. These are:\n{there}", 406))


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type=PLAIN)


def _about(publication: Publication, response: HttpResponse) -> HttpResponse:
    """Tells where the page is that this is another form of."""
    address = f"{settings.SITE_URL}{publication.get_absolute_url()}"
    response["Link"] = f'<{address}>; rel="describes"; type="{HTML}", <{address}>; rel="cite-as"'
    return response


def _named(response: Any, media_type: str, name: str, disposition: str = "attachment") -> Any:
    response["Content-Type"] = f"{media_type}; charset=utf-8"
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return response
