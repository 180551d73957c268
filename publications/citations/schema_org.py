"""A publication in the words of schema.org, as JSON-LD: for search engines and link resolvers.

Values only: how they become a block of a page, safely, is the template tag's affair.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from nidairp.rich import strip

from ..models import AttachedFile, Contribution, EntryType, Publication, split_keywords
from . import facts
from .links import identifiers

Thing = dict[str, Any]

TYPES: dict[str, str] = {
    EntryType.BOOK: "Book",
    EntryType.BOOKLET: "Book",
    EntryType.COLLECTION: "Book",
    EntryType.MANUAL: "Report",
    EntryType.MEDIA: "MediaObject",
    EntryType.MISC: "CreativeWork",
    EntryType.ONLINE: "WebPage",
    EntryType.PATENT: "CreativeWork",
    EntryType.PERIODICAL: "Periodical",
    EntryType.PRESENTATION: "PresentationDigitalDocument",
    EntryType.PROCEEDINGS: "Book",
    EntryType.TECHREPORT: "Report",
    **dict.fromkeys(facts.THESES, "Thesis"),
    **dict.fromkeys(facts.CHAPTERS, "Chapter"),
}
#: A file's own word for what we show as miscellaneous.
_OWN_WORDS = {"dataset": "Dataset", "software": "SoftwareApplication"}
_ARTICLE = "ScholarlyArticle"
_HAVE_PAGES = frozenset({_ARTICLE, "Chapter"})


def render(publication: Publication, attached: Iterable[AttachedFile] = ()) -> Thing:
    """The publication itself, without ``@context``: it may stand alone or inside of another thing."""
    kind = kind_of(publication)
    address = facts.address(publication)
    made: Thing = {
        "@type": kind,
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "name": facts.title(publication),
        "headline": facts.title(publication) if kind in (_ARTICLE, "Report") else "",
        "author": [_person(person) for person in publication.people("author")],
        "editor": [_person(person) for person in publication.people("editor")],
        "datePublished": facts.joined(facts.day(publication), "-"),
        "creativeWorkStatus": "Forthcoming" if publication.is_forthcoming else "",
        "abstract": _plain(publication.abstract),
        "keywords": split_keywords(publication.keywords),
        "inLanguage": facts.further(publication, "language"),
        "publisher": _organization(facts.publisher(publication)),
        "isPartOf": _part_of(publication),
        "sameAs": [one.url for one in identifiers(publication)],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": one.name, "value": one.value, "url": one.url}
            for one in identifiers(publication)
        ],
        "encoding": [_file(file) for file in attached],
        **_particulars(publication, kind),
    }
    return {name: value for name, value in made.items() if value}


def kind_of(publication: Publication) -> str:
    return _OWN_WORDS.get(publication.source_type) or TYPES.get(publication.entry_type, _ARTICLE)


def _file(file: AttachedFile) -> Thing:
    return {
        "@type": "MediaObject",
        "name": str(file),
        "contentUrl": file.whole_address,
        "encodingFormat": file.media_type,
        "contentSize": str(file.document.size),
    }


def _particulars(publication: Publication, kind: str) -> Thing:
    """What only some kinds of things have."""
    first, last = facts.first_and_last_page(publication)
    if kind in _HAVE_PAGES:
        pages = "-".join(filter(None, (first, last))) or facts.further(publication, "eid")
        return {"pageStart": first, "pageEnd": last, "pagination": pages}
    if kind == "Book":
        return {"isbn": facts.isbns(publication), "bookEdition": publication.edition}
    if kind == "Report":
        return {"reportNumber": facts.issue(publication)}
    if kind == "Periodical":
        return {"issn": facts.issns(publication)}
    return {"inSupportOf": facts.kind(publication)} if kind == "Thesis" else {}


def _part_of(publication: Publication) -> Thing:
    """Issue, volume, periodical, each a part of the next; or the book."""
    container = _plain(facts.container(publication)) if publication.title else ""
    if not container:
        return {}
    if not publication.journal:
        return {"@type": "Book", "name": container, "isbn": facts.isbns(publication)} | {
            "editor": [_person(person) for person in publication.people("editor")]
        }
    whole: Thing = {"@type": "Periodical", "name": container, "issn": facts.issns(publication)}
    if publication.volume:
        whole = {"@type": "PublicationVolume", "volumeNumber": publication.volume, "isPartOf": whole}
    if number := facts.issue(publication):
        whole = {"@type": "PublicationIssue", "issueNumber": number, "isPartOf": whole}
    return whole


def _person(contribution: Contribution) -> Thing:
    """The name as printed; the author's own page says who that is."""
    name = contribution.name
    page = f"{settings.SITE_URL}{contribution.author.get_absolute_url()}"
    if not name.given:
        return {"@type": "Organization", "name": f"{name.prefix} {name.family}".strip(), "url": page}
    parts: Thing = {
        "@type": "Person",
        "name": " ".join(filter(None, (name.given, name.prefix, name.family, name.suffix))),
        "givenName": name.given,
        "familyName": f"{name.prefix} {name.family}".strip(),
        "honorificSuffix": name.suffix,
        "url": page,
    }
    if orcid := contribution.author.orcid_url:
        parts["sameAs"] = orcid
    return {part: value for part, value in parts.items() if value}


def _organization(name: str) -> Thing:
    return {"@type": "Organization", "name": _plain(name)} if name else {}


def _plain(text: str) -> str:
    return " ".join(strip(text).split())
