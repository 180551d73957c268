"""Between an entry of a BibTeX file and a publication: both directions, face to face.

``values_of`` says what an entry means for the database, ``snapshot`` says the same of a
publication that is there, so a difference is a comparison of two ``Values``. ``entry_of`` is the
way out. Nothing here writes to the database.

A field that has a column is not kept in ``extra`` too. The identifiers ``pmid``, ``pmcid`` and ``arxiv`` are
found in several fields (an address, a note): their columns are an index, what the file said stays in
``extra`` word for word, and ``say_identifiers`` adds what staff typed into a column.
"""

from collections.abc import Mapping
from typing import Any

from .bibtex import identifiers
from .bibtex.dates import from_fields
from .bibtex.dialect import read_everywhere
from .bibtex.entry import Entry, Name
from .bibtex.theses import kind_of_thesis
from .models import Contribution, EntryType, Publication
from .models.publication import storable
from .values import Person, Values

#: Columns that hold one BibTeX field each, in the order of the old site's export.
TEXT_COLUMNS = (
    "title", "url", "isbn", "issn", "date", "urldate", "booktitle", "issuetitle", "journal", "volume",
    "number", "issue", "pages", "publisher", "address", "edition", "chapter", "institution", "organization",
    "school", "series", "crossref", "abstract", "howpublished", "note", "keywords", "pubstate",
)  # fmt: skip

_OURS = frozenset(EntryType.values)

#: What types of other dialects are shown as.
TYPE_ALIASES = {
    "thesis": EntryType.PHDTHESIS,
    "mvbook": EntryType.BOOK,
    "bookinbook": EntryType.INBOOK,
    "suppbook": EntryType.INBOOK,
    "inreference": EntryType.INCOLLECTION,
    "reference": EntryType.COLLECTION,
    "mvcollection": EntryType.COLLECTION,
    "mvproceedings": EntryType.PROCEEDINGS,
    "report": EntryType.TECHREPORT,
    "suppperiodical": EntryType.ARTICLE,
    "review": EntryType.ARTICLE,
    "electronic": EntryType.ONLINE,
    "www": EntryType.ONLINE,
    "webpage": EntryType.ONLINE,
    "video": EntryType.MEDIA,
    "audio": EntryType.MEDIA,
    "movie": EntryType.MEDIA,
    "image": EntryType.MEDIA,
}

#: Types that BibTeX itself lacks are written as the nearest one it has; ``tppubtype`` names the real one.
BIBTEX_TYPES = {
    EntryType.PRESENTATION: "misc",
    EntryType.MEDIA: "misc",
    EntryType.WORKINGPAPER: "misc",
    EntryType.BACHELORTHESIS: "mastersthesis",
    EntryType.DIPLOMATHESIS: "mastersthesis",
}

#: Identifiers that are found in several fields, and the field that says each where no other does.
SAID_IN: dict[str, tuple[str, dict[str, str]]] = {
    "pmid": ("pmid", {}),
    "pmcid": ("pmcid", {}),
    "arxiv": ("eprint", {"eprinttype": "arxiv"}),
}

#: All that ``Values`` says of a publication beside its people.
COLUMNS = (
    "citation_key", "entry_type", "source_type", *TEXT_COLUMNS, "techtype", "doi", *SAID_IN,
    "year", "has_more_authors", "has_more_editors", "extra",
)  # fmt: skip


def values_of(entry: Entry) -> Values:
    fields = dict(entry.fields)
    found = identifiers.find(entry)
    columns: dict[str, Any] = {name: fields.pop(name, "") for name in TEXT_COLUMNS}
    columns["citation_key"] = entry.key
    columns["entry_type"], columns["source_type"] = entry_type(
        entry.type, fields.pop("tppubtype", ""), fields.get("type", "")
    )
    if columns["entry_type"] == EntryType.PATENT and not columns["address"]:
        columns["address"] = fields.pop("location", "")
    columns["techtype"] = fields.pop("type", "")
    columns["doi"] = _as_written(found.doi, entry)
    if found.doi:
        fields.pop("doi", None)
    columns |= {name: getattr(found, name) for name in SAID_IN}
    columns["year"] = storable(_year(entry.fields))
    if fields.get("year") == str(columns["year"]):
        del fields["year"]
    columns["has_more_authors"] = "author" in entry.others
    columns["has_more_editors"] = "editor" in entry.others
    columns["extra"] = fields
    people = [("author", name) for name in entry.authors] + [("editor", name) for name in entry.editors]
    return {"columns": columns, "people": [_person(role, name) for role, name in people]}


def _year(fields: Mapping[str, str]) -> int | None:
    """The year that the work is dated by; a talk that has no other date has its event's, as in BibLaTeX."""
    dated = from_fields(fields)
    if dated.date or dated.state or "eventdate" not in fields:
        return dated.year
    return from_fields({"date": fields["eventdate"]}).year


def snapshot(publication: Publication) -> Values:
    people = [*publication.people("author"), *publication.people("editor")]
    return {
        "columns": {name: getattr(publication, name) for name in COLUMNS},
        "people": [_person(contribution.role, contribution.name) for contribution in people],
    }


def entry_of(publication: Publication) -> Entry:
    """The publication as an entry, all of it: fields with a column, then the rest as they came."""
    fields = {name: getattr(publication, name) for name in TEXT_COLUMNS if getattr(publication, name)}
    if publication.doi:
        fields["doi"] = publication.doi
    if publication.year:
        fields["year"] = str(publication.year)
    if publication.techtype:
        fields["type"] = publication.techtype
    if publication.entry_type == EntryType.PATENT and "address" in fields:
        fields["location"] = fields.pop("address")
    fields |= publication.extra
    fields["tppubtype"] = publication.entry_type
    kind = publication.known_type
    return Entry(
        type=publication.source_type or BIBTEX_TYPES.get(kind, kind),
        key=publication.citation_key,
        fields=fields,
        authors=[person.name for person in publication.people(Contribution.Role.AUTHOR)],
        editors=[person.name for person in publication.people(Contribution.Role.EDITOR)],
        others=_others(publication),
    )


def entry_type(written: str, tppubtype: str, kind: str = "") -> tuple[str, str]:
    """Our type for a file's, and the file's own word where writing ours would not give it back.

    BibLaTeX has one type for all theses, and says which in the field ``type``, which is the ``kind``.

    A word in ``tppubtype`` that we have no type for is what the type of the file stands for.
    """
    if tppubtype not in _OURS and read_everywhere(tppubtype) == written:
        written = tppubtype or written
    ours = tppubtype if tppubtype in _OURS else written
    if ours not in _OURS:
        ours = kind_of_thesis(kind) if written == "thesis" else TYPE_ALIASES.get(written, EntryType.MISC)
    return str(ours), "" if written in (BIBTEX_TYPES.get(ours, ours), read_everywhere(ours)) else written


def _as_written(doi: str, entry: Entry) -> str:
    """A DOI with the letters of the file: equal in any case, but readers know the publisher's."""
    texts = (entry.fields.get(name, "") for name in ("doi", "url"))
    found = ((text, text.lower().find(doi)) for text in texts)
    return next((text[at : at + len(doi)] for text, at in found if at >= 0), doi)


def _person(role: str, name: Name) -> Person:
    return {
        "role": role,
        "family": name.family,
        "given": name.given,
        "prefix": name.prefix,
        "suffix": name.suffix,
    }


def _others(publication: Publication) -> set[str]:
    more = {"author": publication.has_more_authors, "editor": publication.has_more_editors}
    return {role for role, present in more.items() if present}


def forget_the_files_year(publication: Publication) -> None:
    """The year in the file's own words ("in press", "1985a") goes, once staff have said another one."""
    said = from_fields({"year": publication.extra.get("year", "")})
    if publication.year and (said.state or said.year != publication.year):
        publication.extra.pop("year", None)


def say_identifiers(publication: Publication) -> None:
    """Puts an identifier that staff typed into its column among the fields that are written out.

    A file may say the same in an address or a note; then nothing is added. What the fields said before and
    the column no longer does is taken out.
    """
    for column, (name, more) in SAID_IN.items():
        typed = getattr(publication, column)
        if getattr(identifiers.find(entry_of(publication)), column) == typed:
            continue
        for field in (name, *more):
            publication.extra.pop(field, None)
        if typed:
            publication.extra |= {name: typed, **more}
