"""CSL-JSON 1.0.2, the form that Zotero, Pandoc and citation processors read."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ..bibtex.entry import Name
from ..models import EntryType, Publication
from . import facts, preprints
from .links import addresses, links

Item = dict[str, Any]

TYPES: dict[str, str] = {
    EntryType.ARTICLE: "article-journal",
    EntryType.BACHELORTHESIS: "thesis",
    EntryType.BOOK: "book",
    EntryType.BOOKLET: "pamphlet",
    EntryType.COLLECTION: "book",
    EntryType.CONFERENCE: "paper-conference",
    EntryType.DIPLOMATHESIS: "thesis",
    EntryType.INBOOK: "chapter",
    EntryType.INCOLLECTION: "chapter",
    EntryType.INPROCEEDINGS: "paper-conference",
    EntryType.MANUAL: "report",
    EntryType.MASTERSTHESIS: "thesis",
    EntryType.MEDIA: "motion_picture",
    EntryType.MISC: "document",
    EntryType.ONLINE: "webpage",
    EntryType.PATENT: "patent",
    EntryType.PERIODICAL: "periodical",
    EntryType.PHDTHESIS: "thesis",
    EntryType.PRESENTATION: "speech",
    EntryType.PROCEEDINGS: "book",
    EntryType.TECHREPORT: "report",
    EntryType.UNPUBLISHED: "manuscript",
    EntryType.WORKINGPAPER: "report",
    EntryType.WORKSHOP: "paper-conference",
}
#: A file's own word for its type, where CSL has that very word.
_OWN_WORDS = frozenset({"dataset", "software", "standard"})
_GENRES: dict[str, str] = {
    **facts.THESES,
    EntryType.TECHREPORT: "Technical report",
    EntryType.WORKINGPAPER: "Working paper",
}
#: Zotero takes no file in which one item has a type that it does not know: what they become there instead.
_KNOWN_TO_ZOTERO = {"document": "pamphlet", "periodical": "book", "software": "book"}
_SHARED = {kind for kind, many in Counter(TYPES.values()).items() if many > 1} | set(_KNOWN_TO_ZOTERO)
#: Those whom the work does not name, as Pandoc says it.
OTHERS: Item = {"literal": "others"}
_SAME = {
    "abstract": "abstract", "volume": "volume", "edition": "edition", "chapter-number": "chapter",
    "publisher-place": "address", "PMID": "pmid", "PMCID": "pmcid", "DOI": "doi", "keyword": "keywords",
    "note": "note",
}  # fmt: skip
_EXTRA = {
    "language": "language", "number-of-pages": "pagetotal", "number-of-volumes": "volumes",
    "container-title-short": "shortjournal", "title-short": "shorttitle", "event-title": "eventtitle",
    "version": "version",
}  # fmt: skip


def render(publications: Iterable[Publication]) -> Iterator[str]:
    """One chunk of text an item; together they are one JSON list."""
    between = "[\n"
    for publication in publications:
        yield between + json.dumps(exchanged(publication), ensure_ascii=False)
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def exchanged(publication: Publication) -> Item:
    """The item as other programs read it: Zotero above all, which knows of a name but family and given.

    So the particle stands before the family and the suffix behind what is given, where citation processors
    look for them too. Our own type is told where CSL has one word for several.
    """
    made = item(publication)
    if made["type"] in _SHARED:
        made["custom"] = {"bibtex-type": publication.source_type or publication.entry_type}
    if server := preprints.server(publication):
        made |= {"type": "article", "publisher": server}
    if address := next((link.url for link in links(publication)), ""):
        made["URL"] = address  # the DOI's where there is no other: not every item of Zotero's can have a DOI
    made["type"] = _KNOWN_TO_ZOTERO.get(made["type"], made["type"])
    return made | {
        role: [_in_two(one) for one in made[role]] for role in ("author", "editor") if role in made
    }


def _in_two(person: Item) -> Item:
    if "literal" in person:
        return person
    family = (person.get("non-dropping-particle"), person.get("family"))
    given = (person.get("given"), person.get("suffix"))
    both = {"family": " ".join(filter(None, family)), "given": ", ".join(filter(None, given))}
    return {part: text for part, text in both.items() if text}


def item(publication: Publication) -> Item:
    """One publication; text is in the stored form, whose five tags are CSL's own."""
    made: Item = {"id": publication.citation_key, "citation-key": publication.citation_key}
    made["type"] = _type(publication)
    made["title"] = " ".join((publication.title or publication.booktitle).split())
    made |= {"author": _people(publication, "author"), "editor": _people(publication, "editor")}
    made |= _place(publication) | _dates(publication)
    made |= {name: getattr(publication, column) for name, column in _SAME.items()}
    made |= {name: facts.further(publication, field) for name, field in _EXTRA.items()}
    made["ISSN"] = ", ".join(facts.issns(publication)) or publication.issn
    made["ISBN"] = " ".join(facts.isbns(publication)) or publication.isbn
    made["URL"] = next((link.url for link in addresses(publication)), "")
    if publication.arxiv:
        made |= {"archive": "arXiv", "archive_location": publication.arxiv}
    return {name: value for name, value in made.items() if value}


def _type(publication: Publication) -> str:
    if publication.source_type in _OWN_WORDS:
        return publication.source_type
    if preprints.server(publication) and not publication.journal:
        return "article"  # CSL's word for a preprint
    return TYPES[publication.known_type]


def _people(publication: Publication, role: str) -> list[Item]:
    people = [_person(person.name) for person in publication.people(role)]
    if people and getattr(publication, f"has_more_{role}s"):
        people.append(OTHERS)
    return people


def _person(name: Name) -> Item:
    if not (name.given or name.prefix or name.suffix):
        return {"literal": name.family}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.prefix,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}


def _place(publication: Publication) -> Item:
    """Where it stands: journal or book, number, series, publisher, pages."""
    numbered = "issue" if publication.journal else "collection-number" if publication.series else "number"
    return {
        "container-title": _container(publication),
        "collection-title": publication.series,
        numbered: facts.issue(publication),
        "page": publication.pages.replace("–", "-") or facts.further(publication, "eid"),
        "publisher": facts.publisher(publication) or _published_how(publication),
        "genre": facts.kind(publication) or _GENRES.get(publication.entry_type, ""),
    }


def _container(publication: Publication) -> str:
    """What it is a part of: not itself, as proceedings say that name the book of their entries."""
    container = facts.container(publication)
    return "" if publication.title in ("", container) else container


def _published_how(publication: Publication) -> str:
    return "" if publication.journal else publication.howpublished


def _dates(publication: Publication) -> Item:
    parts = facts.day(publication)
    dates: Item = {"issued": {"date-parts": [parts]} if parts else None}
    if publication.is_forthcoming:
        dates["status"] = "forthcoming"
    elif publication.pubstate and publication.pubstate != "published":
        dates["status"] = publication.pubstate
    if visited := facts.visited(publication):
        dates["accessed"] = {"date-parts": [visited]}
    return dates
