"""`crossref` and `xdata`: what an entry takes over from another one, by BibTeX's and BibLaTeX's rules.

A chapter takes the book's title as its `booktitle` (BibLaTeX) and whatever field it lacks (BibTeX). What
identifies or describes the whole, its DOI or abstract, is never made the part's.
"""

from collections.abc import Mapping

from publications.bibtex.entry import Entry, Note
from publications.bibtex.keys import writable_key
from publications.bibtex.names import format_names

_OWN = frozenset(
    "crossref xref xdata ids entryset related relatedtype relatedstring "
    "options label shorthand sortkey key presort execute "
    "doi url eprint eprinttype archiveprefix pmid pmcid arxiv "
    "abstract keywords file pdf note annote urldate pages "
    "title subtitle titleaddon shorttitle tppubtype type".split()
)
_PARTS = frozenset(
    "inproceedings conference incollection inbook suppbook suppcollection inreference bookinbook".split()
)
# a part of a book that has one author, who is the part's own where nobody else is named
_BY_ONE_AUTHOR = frozenset(("inbook", "bookinbook", "suppbook"))
_TITLES = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_PERIODICAL = {"title": "journal", "subtitle": "journalsubtitle"}
_MULTIVOLUME = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}


def parents_of(entry: Entry) -> list[str]:
    """The keys that an entry takes fields from."""
    if "crossref" not in entry.fields and "xdata" not in entry.fields:
        return []
    xdata = [key.strip() for key in entry.fields.get("xdata", "").split(",")]
    return [key for key in (*xdata, entry.fields.get("crossref", "").strip()) if key]


class Inheritance:
    """Fills in what entries inherit from the parents given by key."""

    def __init__(self, parents: Mapping[str, Entry]) -> None:
        self._parents = parents
        self._done: set[int] = set()

    def resolve(self, entry: Entry) -> None:
        """Parents first, without recursion: a chain may be as long as the file; a circle is cut and noted."""
        chain = [entry]
        on_way = {id(entry)}
        while chain:
            current = chain[-1]
            parents = [(key, self._parents.get(writable_key(key).lower())) for key in parents_of(current)]
            waiting = [
                parent
                for _, parent in parents
                if parent and id(parent) not in self._done and id(parent) not in on_way
            ]
            if waiting:
                chain.append(waiting[0])
                on_way.add(id(waiting[0]))
                continue
            for key, parent in parents:
                _take(current, key, parent, circular=parent is not None and id(parent) not in self._done)
            chain.pop()
            if current is not entry:
                self._done.add(id(current))


def _take(entry: Entry, key: str, parent: Entry | None, *, circular: bool) -> None:
    if parent is None or circular or parent.key == entry.key:
        why = "refers back to this one" if parent else "is not in this file"
        entry.notes.append(
            Note(
                "missing-parent", f"The entry “{key}” that this one refers to {why}.", entry.line, "crossref"
            )
        )
        return
    if parent.type == "xdata":
        taken = {
            name: value
            for name, value in parent.fields.items()
            if name != "xdata" and not entry.fields.get(name)
        }
    else:
        taken = _inherited(entry, parent)
    entry.fields.update(taken)
    names = [*taken, *_take_people(entry, parent)]
    if names:
        entry.notes.append(
            Note("inherited", f"Taken over from “{key}”: {', '.join(names)}.", entry.line, "crossref")
        )


def _inherited(entry: Entry, parent: Entry) -> dict[str, str]:
    fields = entry.fields
    taken: dict[str, str] = {}
    for name, value in parent.fields.items():
        if name in _OWN or fields.get(name) or not value:
            continue
        if name in ("year", "month", "date") and (
            fields.get("date") or (fields.get("year") and name != "month")
        ):
            continue
        taken[name] = value
    for name, ours in _renamed(entry, parent).items():
        if parent.fields.get(name) and not fields.get(ours) and ours not in taken:
            taken[ours] = parent.fields[name]
    return taken


def _renamed(entry: Entry, parent: Entry) -> Mapping[str, str]:
    if parent.type.startswith("mv"):
        return _MULTIVOLUME
    if entry.type in _PARTS:
        return _TITLES
    return _PERIODICAL if parent.type == "periodical" else {}


def _take_people(entry: Entry, parent: Entry) -> list[str]:
    taken = []
    if parent.editors and not entry.editors:
        entry.editors.extend(parent.editors)
        taken.append("editor")
    if parent.authors and not entry.authors and entry.type not in _PARTS - _BY_ONE_AUTHOR:
        entry.authors.extend(parent.authors)
        taken.append("author")
    of_book = entry.type in _BY_ONE_AUTHOR and parent.type in ("book", "mvbook")
    if parent.authors and of_book and "bookauthor" not in entry.fields:
        entry.fields["bookauthor"] = format_names(parent.authors, "author" in parent.others)
        taken.append("bookauthor")
    return taken
