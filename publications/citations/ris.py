"""RIS, written by rispy: what EndNote, RefWorks and Mendeley read. RIS knows no markup, so text is plain."""

from collections.abc import Iterable, Iterator
from typing import Any

from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING
from rispy.writer import RisWriter

from nidairp.rich import strip

from ..models import EntryType, Publication, split_keywords
from . import facts
from .links import addresses

Record = dict[str, Any]

TYPES: dict[str, str] = {
    EntryType.ARTICLE: "JOUR",
    EntryType.BACHELORTHESIS: "THES",
    EntryType.BOOK: "BOOK",
    EntryType.BOOKLET: "PAMP",
    EntryType.COLLECTION: "BOOK",
    EntryType.CONFERENCE: "CPAPER",
    EntryType.DIPLOMATHESIS: "THES",
    EntryType.INBOOK: "CHAP",
    EntryType.INCOLLECTION: "CHAP",
    EntryType.INPROCEEDINGS: "CPAPER",
    EntryType.MANUAL: "RPRT",
    EntryType.MASTERSTHESIS: "THES",
    EntryType.MEDIA: "VIDEO",
    EntryType.MISC: "GEN",
    EntryType.ONLINE: "ELEC",
    EntryType.PATENT: "PAT",
    EntryType.PERIODICAL: "JFULL",
    EntryType.PHDTHESIS: "THES",
    EntryType.PRESENTATION: "SLIDE",
    EntryType.PROCEEDINGS: "CONF",
    EntryType.TECHREPORT: "RPRT",
    EntryType.UNPUBLISHED: "MANSCPT",
    EntryType.WORKINGPAPER: "RPRT",
    EntryType.WORKSHOP: "CPAPER",
}
_OWN_NUMBER = frozenset({EntryType.PATENT, EntryType.TECHREPORT, EntryType.MANUAL, EntryType.WORKINGPAPER})
_OWN_WORDS = {"dataset": "DATA", "software": "COMP", "standard": "STAND"}


class _Writer(RisWriter):  # type: ignore[misc]
    """No running numbers before the records; RIS asks for CRLF; ``ED`` tells editors from series editors."""

    NEWLINE = "\r\n"
    DEFAULT_MAPPING = TAG_KEY_MAPPING | {"ED": "editors"}
    DEFAULT_LIST_TAGS = [*LIST_TYPE_TAGS, "ED"]

    def set_header(self, count: int) -> str:
        return ""


def render(publications: Iterable[Publication]) -> Iterator[str]:
    """One chunk of text a record."""
    writer = _Writer()
    for publication in publications:
        yield writer.formats([record(publication)]) + "\r\n"


def record(publication: Publication) -> Record:
    """One publication by rispy's names of the tags; empty ones are left out."""
    first, last = facts.first_and_last_page(publication)
    parts = facts.day(publication)
    fields: Record = {
        "type_of_reference": _OWN_WORDS.get(publication.source_type) or TYPES[publication.known_type],
        "id": publication.citation_key,
        "title": facts.title(publication),
        **_people(publication),
        "secondary_title": facts.container(publication) if publication.title else "",
        "alternate_title1": facts.further(publication, "shortjournal"),
        "tertiary_title": publication.series,
        "year": str(parts[0]) if parts else "",
        "date": facts.joined(parts, "/") + "/" * (3 - len(parts)) if len(parts) > 1 else "",
        "access_date": facts.joined(facts.visited(publication), "/"),
        "volume": publication.volume,
        "number": "" if publication.entry_type in _OWN_NUMBER else facts.issue(publication),
        "start_page": first or facts.further(publication, "eid"),
        "end_page": last,
        "section": publication.chapter,
        "edition": publication.edition,
        "publisher": facts.publisher(publication) or publication.howpublished,
        "place_published": publication.address,
        "issn": _serial(publication),
        "doi": publication.doi,
        "type_of_work": facts.kind_of_thesis(publication),
        "abstract": publication.abstract,
        "notes": [publication.note],
        "language": facts.further(publication, "language"),
        "custom1": publication.address if publication.entry_type in facts.TALKS_IN_PRINT else "",
        "custom2": publication.pmcid,
        "keywords": split_keywords(publication.keywords),
        "urls": [link.url for link in addresses(publication)],
    }
    if publication.pmid:
        fields |= {"accession_number": publication.pmid, "name_of_database": "PubMed"}
    return {name: value for name, value in _lines(fields).items() if value}


def _serial(publication: Publication) -> str:
    """ISSN and ISBN share a tag; of a report or a patent its own number stands there."""
    number = facts.issue(publication) if publication.entry_type in _OWN_NUMBER else ""
    return number or "; ".join(facts.issns(publication) or facts.isbns(publication))


def _name(name: str) -> str:
    """ "Family, Given, Suffix": BibTeX has the suffix in the middle."""
    parts = name.split(", ")
    return ", ".join([parts[0], parts[2], parts[1]]) if len(parts) == 3 else name


def _people(publication: Publication) -> Record:
    """In a part of a book the second authors are its editors; elsewhere they would be a series'."""
    names = {
        role: [_name(str(person.name)) for person in publication.people(role)]
        + ["et al."] * getattr(publication, f"has_more_{role}s")
        for role in ("author", "editor")
    }
    in_a_book = publication.entry_type in facts.CHAPTERS | facts.TALKS_IN_PRINT
    return {"authors": names["author"], "secondary_authors" if in_a_book else "editors": names["editor"]}


def _lines(fields: Record) -> Record:
    """Every value as plain text on one line: a line break would begin another tag."""
    return {
        name: [line for one in value if (line := _line(one))] if isinstance(value, list) else _line(value)
        for name, value in fields.items()
    }


def _line(text: str) -> str:
    return " ".join(strip(text).split())
