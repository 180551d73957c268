"""What the members of one CSL-JSON object mean in BibTeX's words.

CSL's own variables and the names that Crossref and DataCite use beside them. A member without a meaning here
goes to a field of its own, `csl-` and its name; agencies' bookkeeping (lists of references, dates of deposit)
stays in the source, and a note says so.
"""

import re
from typing import Any

from publications.bibtex.theses import kind_of_thesis
from publications.formats.csl_names import people_of
from publications.formats.csl_values import date_of, listed, named_of, text_of, texts_of, words_of
from publications.formats.days import year_of
from publications.formats.draft import Draft
from publications.formats.pages import pages

Object = dict[str, Any]

#: The first word of a type says just that; with the others the field `csl-type` keeps the word.
_TYPES = {
    "article": (
        "article-journal",
        "journal-article",
        "article-magazine",
        "article-newspaper",
        "review",
        "review-book",
    ),
    "unpublished": ("article", "manuscript", "posted-content"),
    "book": ("book", "monograph", "edited-book", "reference-book", "classic"),
    "incollection": (
        *("chapter", "book-chapter", "book-section", "book-part", "entry", "entry-encyclopedia"),
        *("entry-dictionary", "reference-entry"),
    ),
    "inproceedings": ("paper-conference", "proceedings-article"),
    "proceedings": ("proceedings",),
    "collection": ("collection", "book-set", "book-series"),
    "phdthesis": ("thesis", "dissertation"),
    "techreport": ("report", "report-component"),
    "online": ("webpage", "post", "post-weblog"),
    "patent": ("patent",),
    "periodical": ("periodical", "journal", "journal-issue", "journal-volume"),
    "presentation": ("speech",),
    "booklet": ("pamphlet",),
    "media": ("motion_picture", "broadcast", "song", "graphic"),
    "dataset": ("dataset",),
    "software": ("software",),
    "standard": ("standard",),
    "misc": ("document",),
}
TYPES = {word: kind for kind, words in _TYPES.items() for word in words}
_EXACT = {words[0] for words in _TYPES.values()}

_FIELDS = {
    "abstract": "abstract", "annote": "annote", "chapter-number": "chapter", "collection-number": "number",
    "collection-title": "series", "container-title-short": "shortjournal", "DOI": "doi", "edition": "edition",
    "event": "eventtitle", "event-title": "eventtitle", "genre": "type", "ISBN": "isbn", "ISSN": "issn",
    "issue": "number", "journalAbbreviation": "shortjournal", "keyword": "keywords", "language": "language",
    "number": "number", "number-of-pages": "pagetotal", "number-of-volumes": "volumes",
    "original-title": "origtitle", "PMCID": "pmcid", "PMID": "pmid", "publisher-place": "address",
    "short-container-title": "shortjournal", "short-title": "shorttitle", "shortTitle": "shorttitle",
    "subject": "keywords", "title-short": "shorttitle", "translator": "translator", "URL": "url",
    "version": "version", "volume": "volume",
}  # fmt: skip
_CONTAINERS = {
    "article": "journal", "periodical": "journal", "unpublished": "howpublished", "online": "organization",
}  # fmt: skip
_PUBLISHERS = {
    "phdthesis": "school", "mastersthesis": "school", "bachelorthesis": "school", "techreport": "institution",
    "online": "organization", "unpublished": "howpublished",
}  # fmt: skip
_BOOKKEEPING = frozenset({
    "accepted", "alternative-id", "approved", "assertion", "content-created", "content-domain",
    "content-updated", "created", "deposited", "free-to-read", "indexed", "is-referenced-by-count",
    "isbn-type", "issn-type", "journal-issue", "license", "link", "member", "posted", "prefix",
    "published", "published-online", "published-print", "reference", "reference-count", "references-count",
    "relation", "resource", "score", "source", "update-policy", "update-to", "updated-by",
})  # fmt: skip
_STATES = {"in press": "inpress", **{state: state for state in ("forthcoming", "submitted", "published")}}
_KEYS = ("citation-key", "citekey", "id")
_IN_NOTE = re.compile(r"^[ \t]*(PMID|PMCID|arXiv)\s*:\s*(\S+)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9-]+")
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)


def draft(line: int, source: str, record: Object) -> Draft:
    """The record as an entry in the making."""
    members = {name: value for name, value in record.items() if value not in (None, "", [], {})}
    made = Draft(line, source)
    if told := _told(members):
        made.type = told
        members.pop("type", "")
    else:
        _type(made, text_of(members.pop("type", "")), text_of(members.get("genre", "")))
    _title(made, members)
    people_of(made, members)
    _dates(made, members)
    _places(made, members)
    _note(made, text_of(members.pop("note", "")))
    _keys(members)
    _rest(made, members)
    return made


def written_key(record: Object) -> str:
    """The citation key that the record brings, or what stands in its place."""
    return next((text for name in _KEYS if (text := text_of(record.get(name)))), "")


def _keys(members: Object) -> None:
    """Takes out what became the key; a second one stays."""
    written = written_key(members)
    for name in _KEYS:
        if text_of(members.get(name)) == written:
            members.pop(name, None)


def _told(members: Object) -> str:
    """The type that a list of publications like ours tells beside CSL's."""
    custom = members.get("custom")
    if not isinstance(custom, dict) or set(custom) != {"bibtex-type"}:
        return ""
    told = _NOT_IN_A_NAME.sub("", text_of(custom["bibtex-type"]).lower())[:50]
    if told:
        del members["custom"]
    return told


def _type(made: Draft, word: str, genre: str) -> None:
    made.type = TYPES.get(word, "misc")
    if made.type == "phdthesis":
        made.type = kind_of_thesis(genre)
    if word not in _EXACT:
        made.add("csl-type", word)
    if word not in TYPES:
        made.note("unknown-type", f"The type “{word[:40]}” is not known; it is taken as “misc”.", "csl-type")


def _title(made: Draft, members: Object) -> None:
    """The title with its subtitle, which agencies keep apart."""
    title, subtitle = texts_of(members.pop("title", "")), texts_of(members.pop("subtitle", ""))
    main = title[0] if title else ""
    added = [text for text in subtitle[:1] if text.casefold() not in main.casefold()]
    made.add("title", ": ".join([main.rstrip(" :"), *added]) if main and added else main or "".join(added))
    made.add("csl-title", *title[1:])
    made.add("csl-subtitle", *subtitle[1:])


def _dates(made: Draft, members: Object) -> None:
    if date := date_of(members.get("issued")):
        made.add("date", date)
        made.add("year", year_of(date))
        del members["issued"]
    elif words := words_of(members.get("issued")):
        made.add("year", words)
        del members["issued"]
    if visited := date_of(members.get("accessed")):
        made.add("urldate", visited)
        del members["accessed"]
    if state := _STATES.get(text_of(members.get("status")).casefold()):
        made.add("pubstate", state)
        del members["status"]


def _places(made: Draft, members: Object) -> None:
    """Journal or book, publisher, pages, place: fields that go by the type."""
    container = texts_of(members.pop("container-title", ""))
    made.add(_CONTAINERS.get(made.type, "booktitle"), *container[:1])
    made.add("csl-container-title", *container[1:])
    institutions = [named_of(one) for one in listed(members.pop("institution", []))]
    made.add(_PUBLISHERS.get(made.type, "institution"), *institutions)
    if not (institutions and made.type in _PUBLISHERS):
        made.add(_PUBLISHERS.get(made.type, "publisher"), text_of(members.pop("publisher", "")))
    article = text_of(members.pop("article-number", ""))
    made.add("pages", pages(text_of(members.pop("page", ""))) or article)
    made.add("eid", article)
    place = text_of(members.pop("event-place", ""))
    made.add("venue" if "publisher-place" in members or made.type != "inproceedings" else "address", place)
    if made.type == "presentation":
        made.add("howpublished", text_of(members.get("event-title") or members.get("event")))


def _note(made: Draft, text: str) -> None:
    """Zotero puts identifiers into the note, a line each."""
    for name, value in _IN_NOTE.findall(text):
        if name.casefold() == "arxiv":
            made.add("eprint", value)
            made.add("eprinttype", "arxiv")
        else:
            made.add(name.lower(), value)
    made.add("note", _IN_NOTE.sub("", text))


def _rest(made: Draft, members: Object) -> None:
    left = [name for name in members if name in _BOOKKEEPING]
    for name, value in members.items():
        if name in left or (name == "URL" and _RESOLVER.match(text_of(value)) and members.get("DOI")):
            continue
        made.add(_FIELDS.get(name) or f"csl-{_NOT_IN_A_NAME.sub('-', name.lower())[:60]}", *texts_of(value))
    if left:
        made.note("left-out", f"Bookkeeping of the agency, left in the source: {', '.join(left)}.")
