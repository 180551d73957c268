"""``z:`` tags: what Zotero should save that no ``citation_*`` tag has a word for, by Zotero's own names.

Its translator for embedded metadata takes each as a field of the item. Scholar and others pass over them.
"""

from ..models import EntryType, Publication
from . import facts, preprints

Tags = list[tuple[str, str]]

ITEM_TYPES: dict[str, str] = {
    EntryType.ARTICLE: "journalArticle",
    EntryType.BACHELORTHESIS: "thesis",
    EntryType.BOOK: "book",
    EntryType.BOOKLET: "document",
    EntryType.COLLECTION: "book",
    EntryType.CONFERENCE: "conferencePaper",
    EntryType.DIPLOMATHESIS: "thesis",
    EntryType.INBOOK: "bookSection",
    EntryType.INCOLLECTION: "bookSection",
    EntryType.INPROCEEDINGS: "conferencePaper",
    EntryType.MANUAL: "report",
    EntryType.MASTERSTHESIS: "thesis",
    EntryType.MEDIA: "videoRecording",
    EntryType.MISC: "document",
    EntryType.ONLINE: "webpage",
    EntryType.PATENT: "patent",
    EntryType.PERIODICAL: "book",
    EntryType.PHDTHESIS: "thesis",
    EntryType.PRESENTATION: "presentation",
    EntryType.PROCEEDINGS: "book",
    EntryType.TECHREPORT: "report",
    EntryType.UNPUBLISHED: "manuscript",
    EntryType.WORKINGPAPER: "report",
    EntryType.WORKSHOP: "conferencePaper",
}
#: A file's own word for what we show as miscellaneous.
_OWN_WORDS = {"dataset": "dataset", "software": "computerProgram", "standard": "standard"}
_BOUND = frozenset({"book", "bookSection", "conferencePaper"})


def item_type(publication: Publication) -> str:
    if own := _OWN_WORDS.get(publication.source_type):
        return own
    return "preprint" if preprints.server(publication) else ITEM_TYPES[publication.known_type]


def render(publication: Publication) -> Tags:
    """The type first; a tag may be empty. What is said here is also in the exports, under their names."""
    kind = item_type(publication)
    place = publication.address if kind not in ("journalArticle", "webpage") else ""
    return [
        ("z:itemType", kind),
        ("z:shortTitle", facts.further(publication, "shorttitle")),
        ("z:country" if kind == "patent" else "z:place", place),
        *_of_type(publication, kind),
        ("z:extra", f"PMCID: {publication.pmcid}" if publication.pmcid else ""),
    ]


def _of_type(publication: Publication, kind: str) -> Tags:
    if kind in _BOUND:
        return _of_book(publication)
    if kind == "preprint":
        return _of_preprint(publication)
    return [(f"z:{name}", value) for of, name, value in _particulars(publication) if of == kind]


def _particulars(publication: Publication) -> list[tuple[str, str, str]]:
    """What only one kind of item has: the kind, its field, the value."""
    version = facts.further(publication, "version") or publication.edition
    return [
        ("thesis", "thesisType", facts.kind_of_thesis(publication)),
        ("thesis", "numPages", facts.further(publication, "pagetotal")),
        ("report", "reportType", facts.kind(publication)),
        ("report", "seriesTitle", publication.series),
        ("manuscript", "manuscriptType", facts.kind(publication)),
        ("presentation", "presentationType", facts.kind(publication)),
        ("presentation", "meetingName", facts.event(publication)),
        ("patent", "patentNumber", facts.issue(publication)),
        ("patent", "assignee", facts.further(publication, "holder")),
        ("webpage", "publicationTitle", facts.website(publication)),
        ("computerProgram", "versionNumber", version),
        ("dataset", "versionNumber", version),
        ("dataset", "repository", facts.publisher(publication)),
    ]


def _of_book(publication: Publication) -> Tags:
    return [
        (
            "z:proceedingsTitle",
            facts.container(publication) if publication.entry_type in facts.TALKS_IN_PRINT else "",
        ),
        ("z:series", publication.series),
        ("z:seriesNumber", facts.issue(publication) if publication.series else ""),
        ("z:edition", publication.edition),
        ("z:numberOfVolumes", facts.further(publication, "volumes")),
        ("z:numPages", facts.further(publication, "pagetotal")),
    ]


def _of_preprint(publication: Publication) -> Tags:
    return [
        ("z:repository", preprints.server(publication)),
        ("z:archiveID", f"arXiv:{publication.arxiv}" if publication.arxiv else ""),
    ]
