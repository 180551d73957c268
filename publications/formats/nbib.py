"""PubMed's own format (.nbib, "MEDLINE"), read whole.

Tags without a BibTeX field keep their name in lower case (`pt`, `jid`, `phst`), as BibDesk writes them, so
that a record from PubMed and the same from a BibDesk file agree. Not the PyPI package `nbib`: it raises on a
line out of order and leaves out about thirty tags, the ISBN and the titles of books among them.
"""

import re
from collections.abc import Callable, Iterator

from publications.bibtex.clean import clean
from publications.bibtex.entry import Name, Reading
from publications.formats import days, people
from publications.formats.draft import Account, Draft
from publications.formats.pages import pages
from publications.formats.tagged import Piece, Record
from publications.formats.tagged import pieces as cut

TAG_LINE = re.compile(r"(?=.{4}-|[A-Z0-9]{4} -)([A-Z][A-Z0-9]{1,3} *)- ?(.*)", re.DOTALL)

_FIELDS = {
    "AB": "abstract", "BTI": "booktitle", "CP": "chapter", "CTI": "series", "EN": "edition", "GN": "note",
    "IP": "number", "IS": "issn", "ISBN": "isbn", "JT": "journal-full", "LA": "language", "MH": "mesh",
    "OT": "keywords", "PB": "publisher", "PMC": "pmcid", "PMID": "pmid", "TA": "journal", "TI": "title",
    "VI": "volume", "VTI": "volumetitle",
}  # fmt: skip
_IDENTIFIER = re.compile(r"(.*\S)\s*\[(doi|pii|bookaccession)\]", re.DOTALL)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_YEAR = re.compile(r"^\d{4}\b|\b(?:1[5-9]|20|21)\d\d$")
_LABEL = re.compile(r"(?:E|P|L)?ISSN-", re.IGNORECASE)
_STATES = {"ppublish": "published", "epublish": "published", "aheadofprint": "prepublished"}
_NO_RECORD = (
    "No record of PubMed (with lines such as “PMID- 123”) was found; choose the format that the file has."
)


def read(text: str) -> Reading:
    """Every record of the text."""
    account = Account()
    lines = clean(text).split("\n")
    for record in _records(cut(lines, TAG_LINE)):
        if any(piece.tag for piece in record.pieces):
            account.take(_Reader(record, record.source(lines)).draft())
        else:
            account.aside(record.line, record.pieces[0].text)
    return account.closed(_NO_RECORD)


def _records(pieces: Iterator[Piece]) -> Iterator[Record]:
    record = Record()
    for piece in pieces:
        if record.pieces and _begins(piece, record):
            yield record
            record = Record()
        record.pieces.append(piece)
    if record.pieces:
        yield record


def _begins(piece: Piece, record: Record) -> bool:
    """Whether a record ends here: text apart, a second PMID, the first tag again after an empty line."""
    first = record.pieces[0].tag
    if not piece.tag or not first:
        return True
    if piece.tag == "PMID":
        return piece.after_blank or record.has("PMID")
    return piece.after_blank and piece.tag == first


class _Reader:
    """One record, tag after tag."""

    def __init__(self, record: Record, source: str) -> None:
        self._record = record
        self._draft = Draft(record.line, source)
        self._author = ""
        self._spelled: Name | None = None
        self._special: dict[str, Callable[[Piece], None]] = {
            "AD": self._of_author, "AID": self._identifier, "AU": self._short_author,
            "AUID": self._of_author, "CN": self._corporate, "ED": self._short_editor,
            "FAU": self._full_author, "FED": self._full_editor, "ISSN": self._issn,
            "LID": self._identifier, "PG": self._pages,
        }  # fmt: skip

    def draft(self) -> Draft:
        for piece in self._record.pieces:
            if take := self._special.get(piece.tag):
                take(piece)
            else:
                self._draft.add(_FIELDS.get(piece.tag, piece.tag.lower()), piece.text)
        kinds = {piece.text for piece in self._record.pieces if piece.tag == "PT"}
        if not self._draft.get("journal"):
            self._draft.move("journal-full", "journal")
        self._draft.type = self._type(kinds)
        self._date()
        self._state(kinds)
        return self._draft

    def _full_author(self, piece: Piece) -> None:
        self._author = piece.text
        self._add_author(people.inverted(piece.text))

    def _short_author(self, piece: Piece) -> None:
        """A spelled-out name comes just before its short form, kept only where it says something else."""
        short = people.initialled(piece.text)
        if not self._spelled:
            self._author = piece.text
            self._add_author(short)
        elif not _same(self._spelled, short):
            self._draft.add("au", piece.text)
        self._spelled = None

    def _corporate(self, piece: Piece) -> None:
        self._author = piece.text
        self._add_author(people.institution(piece.text))
        self._spelled = None

    def _add_author(self, name: Name) -> None:
        if people.is_others(name.family):
            self._draft.others.add("author")
        elif name.family:
            self._draft.authors.append(name)
            self._spelled = name

    def _full_editor(self, piece: Piece) -> None:
        self._draft.editors.append(people.inverted(piece.text))

    def _short_editor(self, piece: Piece) -> None:
        short = people.initialled(piece.text)
        if not (self._draft.editors and _same(self._draft.editors[-1], short)):
            self._draft.editors.append(short)

    def _of_author(self, piece: Piece) -> None:
        """An affiliation or an identifier, with the name that it belongs to."""
        name = "affiliation" if piece.tag == "AD" else "auid"
        self._draft.add(name, f"{self._author}: {piece.text}" if self._author else piece.text)

    def _identifier(self, piece: Piece) -> None:
        found = _IDENTIFIER.fullmatch(piece.text)
        if found:
            self._draft.add(found[2], found[1])
        elif _ADDRESS.fullmatch(piece.text) and piece.tag == "AID":
            self._draft.add("url", piece.text)
        else:
            self._draft.add(piece.tag.lower(), piece.text)

    def _issn(self, piece: Piece) -> None:
        self._draft.add("issn", _LABEL.sub("", piece.text))

    def _pages(self, piece: Piece) -> None:
        self._draft.add("pages", pages(piece.text))

    def _type(self, kinds: set[str]) -> str:
        if "Preprint" in kinds:
            self._draft.add("howpublished", self._draft.get("journal"))
            return "unpublished"
        if self._draft.get("booktitle"):
            return self._book()
        return "article"

    def _book(self) -> str:
        """A chapter has a title beside its book's; the place of a book is its publisher's."""
        if self._draft.get("title"):
            kind = "incollection"
        else:
            self._draft.move("booktitle", "title")
            kind = "book"
        self._draft.move("pl", "address")
        return kind

    def _date(self) -> None:
        """The day of the issue ("dp"); the day on the network ("dep") stands in where there is none."""
        for name in ("dp", "dep"):
            if date := days.edtf(self._draft.get(name)):
                self._draft.add("date", date)
                self._draft.add("year", days.year_of(date))
                if name == "dp":
                    self._draft.drop("dp")
                return
        if found := _YEAR.search(self._draft.get("dp")):
            self._draft.add("year", found[0])

    def _state(self, kinds: set[str]) -> None:
        if state := _STATES.get(self._draft.get("pst")):
            self._draft.add("pubstate", state)
        if "Retracted Publication" in kinds:
            self._draft.note("retracted", "PubMed says that this paper was retracted.", "pt")


def _same(full: Name, short: Name) -> bool:
    """Whether a short form is one of this name: the same family name and first initial."""
    family = f"{full.prefix} {full.family}".strip().casefold()
    return f"{short.prefix} {short.family}".strip().casefold() == family and (
        full.given[:1].casefold() == short.given[:1].casefold()
    )
