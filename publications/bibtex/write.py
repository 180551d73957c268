"""Entries to BibTeX text, one chunk an entry: the way back from `parse`, in the form that the old site wrote.

What comes out is read by bibtexparser, pybtex and biber whatever the values hold. No choice is made here of
which entries or fields are shown.
"""

from collections.abc import Iterable, Iterator

from publications.bibtex.dialect import Dialect, in_dialect
from publications.bibtex.entry import Entry
from publications.bibtex.escape import encode
from publications.bibtex.keys import writable_key
from publications.bibtex.kinds import ALIASES, Kind, kind_of
from publications.bibtex.literal import write_literal, write_numbers, write_verbatim
from publications.bibtex.names import format_names
from publications.bibtex.strings import MONTHS

ORDER = (
    *(
        "title",
        "author",
        "editor",
        "url",
        "doi",
        "isbn",
        "issn",
        "year",
        "date",
        "urldate",
        "booktitle",
        "issuetitle",
    ),
    *(
        "journal",
        "volume",
        "number",
        "issue",
        "pages",
        "publisher",
        "address",
        "location",
        "edition",
        "chapter",
    ),
    *(
        "institution",
        "organization",
        "school",
        "series",
        "crossref",
        "abstract",
        "howpublished",
        "key",
        "type",
        "note",
    ),
    *("keywords", "pubstate", "tppubtype"),
)
_RANK = {name: rank for rank, name in enumerate(ORDER)}
_MONTH_NAMES = {name: short for short, name in MONTHS.items()}


def write(
    entries: Iterable[Entry], *, dialect: Dialect = "bibtex", ascii: bool = False, line_end: str = "\r\n"
) -> Iterator[str]:
    """Each entry as a block with an empty line after it."""
    for entry in entries:
        yield write_entry(entry, dialect=dialect, ascii=ascii, line_end=line_end) + line_end * 2


def write_entry(
    entry: Entry, *, dialect: Dialect = "bibtex", ascii: bool = False, line_end: str = "\r\n"
) -> str:
    """One block, from its `@` to its closing brace."""
    type_, fields = in_dialect(entry, dialect)
    values = {name: _value(name, value, ascii) for name, value in fields.items() if value}
    for role, people in (("author", entry.authors), ("editor", entry.editors)):
        names = format_names(people, role in entry.others, ascii=ascii)
        if names:
            values[role] = f"{{{names}}}"
    values.setdefault("keywords", "{}")
    ordered = sorted(values, key=_rank)
    lines = ",\n".join(f"{name} = {values[name]}" for name in ordered)
    block = f"@{type_}{{{writable_key(entry.key) or 'entry'},\n{lines}\n}}"
    return block.replace("\n", line_end)


_OUR_NAMES = {alias: name for alias, name in ALIASES.items() if alias != "location"}


def _rank(name: str) -> int:
    return _RANK.get(_OUR_NAMES.get(name, name), len(ORDER))


def _value(name: str, value: str, ascii: bool) -> str:
    """What stands behind the equals sign."""
    if name == "month" and value in _MONTH_NAMES:
        return _MONTH_NAMES[value]
    kind = kind_of(name)
    if kind in (Kind.ADDRESS, Kind.RAW):
        written = write_literal(value) if kind is Kind.ADDRESS else write_verbatim(value)
        return f"{{{write_numbers(written) if ascii else written}}}"
    return "{" + "\n\n".join(encode(part, ascii=ascii) for part in value.split("\n\n")) + "}"
