"""Entries to BibTeX text, one chunk an entry: the way back from `parse`, in the form that the old site wrote.

What comes out is read by bibtexparser, pybtex and biber whatever the values hold. No choice is made here of
which entries or fields are shown.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from publications.bibtex.dates import from_fields
from publications.bibtex.entry import Entry
from publications.bibtex.escape import balance, encode
from publications.bibtex.keys import writable_key
from publications.bibtex.kinds import ALIASES, Kind, kind_of
from publications.bibtex.literal import write_literal, write_numbers
from publications.bibtex.names import format_names
from publications.bibtex.strings import MONTHS

Dialect = Literal["bibtex", "biblatex"]

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
_NOT_IN_TYPE = re.compile(r"[^\w-]+")

_BIBLATEX_FIELDS = {
    **{name: alias for alias, name in ALIASES.items()},
    "school": "institution",
    "key": "sortkey",
}
_BIBLATEX_TYPES = {
    "phdthesis": ("thesis", "phdthesis"),
    "mastersthesis": ("thesis", "mathesis"),
    "techreport": ("report", "techreport"),
    "conference": ("inproceedings", ""),
    "electronic": ("online", ""),
    "www": ("online", ""),
}
_BIBTEX_TYPES = {"presentation": "misc"}


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
    type_, fields = _in_dialect(entry, dialect)
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


def _in_dialect(entry: Entry, dialect: Dialect) -> tuple[str, dict[str, str]]:
    """The type and the fields by the names of the dialect."""
    fields = dict(entry.fields)
    type_ = _NOT_IN_TYPE.sub("", entry.type) or "misc"
    if dialect == "bibtex":
        if type_ in _BIBTEX_TYPES:
            fields.setdefault("tppubtype", type_)
        return _BIBTEX_TYPES.get(type_, type_), fields
    type_, kind = _BIBLATEX_TYPES.get(type_, (type_, ""))
    if kind:
        fields.setdefault("type", kind)
    return type_, _biblatex_fields(type_, fields)


def _biblatex_fields(type_: str, fields: dict[str, str]) -> dict[str, str]:
    edtf = from_fields(fields).edtf
    if edtf:
        fields = {name: value for name, value in fields.items() if name not in ("year", "month", "day")}
        fields["date"] = edtf
    renamed = {}
    for name, value in fields.items():
        # A patent's location is where it holds, which BibTeX has no field for.
        own = type_ == "patent" and name == "address"
        new = name if own else _BIBLATEX_FIELDS.get(name, name)
        renamed[name if new in fields else new] = value
    return renamed


def _value(name: str, value: str, ascii: bool) -> str:
    """What stands behind the equals sign."""
    if name == "month" and value in _MONTH_NAMES:
        return _MONTH_NAMES[value]
    kind = kind_of(name)
    if kind in (Kind.ADDRESS, Kind.RAW):
        written = write_literal(value) if kind is Kind.ADDRESS else balance(value)
        return f"{{{write_numbers(written) if ascii else written}}}"
    return "{" + "\n\n".join(encode(part, ascii=ascii) for part in value.split("\n\n")) + "}"
