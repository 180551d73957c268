"""``Link`` headers by Signposting: where machines find the address to cite, metadata, authors, items.

A header has little room, and proxies cut off at 4 KB: what does not fit is left out, least telling last.
"""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.conf import settings

from .citations.schema_org import kind_of
from .downloads import FORMATS, HTML, list_address, one_address
from .models import AttachedFile, Author, Publication

ROOM = 3000


def of_publication(publication: Publication, attached: Iterable[AttachedFile] = ()) -> str:
    here = settings.SITE_URL + publication.get_absolute_url()
    links = [
        _link(here, "cite-as"),
        _link("https://schema.org/AboutPage", "type"),
        _link(f"https://schema.org/{kind_of(publication)}", "type"),
        *(_link(file.whole_address, "item", file.media_type) for file in attached),
        *(
            _link(settings.SITE_URL + one_address(publication, ending), "describedby", form.media_type)
            for ending, form in FORMATS.items()
        ),
        _link(settings.SITE_URL + one_address(publication, "txt"), "describedby", "text/plain"),
        *_authors(publication),
    ]
    return _fitting(links)


def of_author(author: Author, publications: Iterable[Publication]) -> str:
    """The page of a person leads to what that person wrote, as the list narrowed to it does."""
    return of_list(publications, f"?{urlencode({'author': author.slug})}", kind="ProfilePage")


def of_list(publications: Iterable[Publication], asked: str, kind: str = "CollectionPage") -> str:
    """A list leads to its items, and to itself in each format with the same filters: `asked` is its query."""
    site = settings.SITE_URL
    links = [
        _link(f"https://schema.org/{kind}", "type"),
        *(
            _link(site + list_address(ending) + asked, "describedby", form.media_type)
            for ending, form in FORMATS.items()
        ),
        *(_link(site + one.get_absolute_url(), "item", HTML) for one in publications),
    ]
    return _fitting(links)


def _authors(publication: Publication) -> list[str]:
    """A person's ORCID where it is known, as Signposting asks, else the person's page here."""
    authors = (person.author for person in publication.people("author"))
    return [_link(one.orcid_url or settings.SITE_URL + one.get_absolute_url(), "author") for one in authors]


def _link(address: str, relation: str, media_type: str = "") -> str:
    kind = f'; type="{media_type}"' if media_type else ""
    return f'<{address}>; rel="{relation}"{kind}'


def _fitting(links: list[str]) -> str:
    header = ""
    for link in links:
        longer = f"{header}, {link}" if header else link
        if len(longer) <= ROOM:
            header = longer
    return header
