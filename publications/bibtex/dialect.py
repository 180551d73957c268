"""The type and the fields of an entry by the names of BibTeX or of BibLaTeX."""

import re
from typing import Literal

from publications.bibtex.dates import PartialDate, from_fields, parse_date
from publications.bibtex.entry import Entry
from publications.bibtex.kinds import ALIASES

Dialect = Literal["bibtex", "biblatex"]

_FIELDS = {**{name: alias for alias, name in ALIASES.items()}, "school": "institution"}
_BIBLATEX_TYPES = {
    "phdthesis": ("thesis", "phdthesis"),
    "mastersthesis": ("thesis", "mathesis"),
    "techreport": ("report", "techreport"),
    "electronic": ("online", ""),
    "www": ("online", ""),
}
#: What BibTeX's styles know, and Zotero beside them: it drops an entry of any other type.
_READ_EVERYWHERE = frozenset(
    {
        *("article", "book", "booklet", "conference", "inbook", "incollection", "inproceedings", "manual"),
        *("mastersthesis", "misc", "phdthesis", "proceedings", "techreport", "unpublished"),
        *("artwork", "audio", "collection", "inreference", "jurisdiction", "legislation", "letter", "movie"),
        *("mvbook", "online", "patent", "report", "software", "thesis", "video"),
    }
)
#: The nearest of them for other types; "misc" for all else.
_NEAREST = {
    "bookinbook": "inbook",
    "electronic": "online",
    "mvcollection": "collection",
    "mvproceedings": "proceedings",
    "periodical": "book",
    "reference": "collection",
    "review": "article",
    "suppbook": "inbook",
    "suppperiodical": "article",
    "webpage": "online",
    "workshop": "inproceedings",
    "www": "online",
}
_NOT_IN_TYPE = re.compile(r"[^\w-]+")
_DATE = r"-?\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.Z+-]+)?)?)?[~?%]?"
_BIBLATEX_DATE = re.compile(rf"(?:{_DATE})?(?:/(?:{_DATE}|\.\.)?)?|\.\./{_DATE}")
# A month, with the day before or behind it, and nothing that would be lost.
_PLAIN_MONTH = re.compile(r"(?:\d{1,2}\.?\s+)?[^\W\d]+\.?(?:\s+\d{1,2})?|\d{1,2}")


def in_dialect(entry: Entry, dialect: Dialect) -> tuple[str, dict[str, str]]:
    """The type and the fields by the names of the dialect."""
    fields = dict(entry.fields)
    type_ = _NOT_IN_TYPE.sub("", entry.type) or "misc"
    if dialect == "bibtex":
        return _in_bibtex(type_, fields)
    new, kind = _BIBLATEX_TYPES.get(type_, (type_, ""))
    if kind and fields.get("type", kind) != kind:
        # Its own words for the kind stand there; BibLaTeX knows the old type, too.
        return type_, _in_biblatex(type_, fields)
    if kind:
        fields["type"] = kind
    return new, _in_biblatex(new, fields)


def read_everywhere(type_: str) -> str:
    """The nearest type that every reader of BibTeX knows; the type itself where they know that."""
    return type_ if type_.lower() in _READ_EVERYWHERE else _NEAREST.get(type_.lower(), "misc")


def _in_bibtex(type_: str, fields: dict[str, str]) -> tuple[str, dict[str, str]]:
    """A type that is read everywhere; ``tppubtype`` keeps the word that it stands for."""
    nearest = read_everywhere(type_)
    if nearest != type_ and fields.get("tppubtype", nearest) == nearest:
        fields["tppubtype"] = type_
    return nearest, fields


def _in_biblatex(type_: str, fields: dict[str, str]) -> dict[str, str]:
    renamed = {}
    for name, value in (fields := _with_date(fields)).items():
        # A patent's location is where it holds, which BibTeX has no field for.
        own = type_ == "patent" and name == "address"
        new = name if own else _FIELDS.get(name, name)
        renamed[name if new in fields else new] = value
    return renamed


def _with_date(fields: dict[str, str]) -> dict[str, str]:
    """One date in place of year, month and day; what it does not say of them stays beside it."""
    date = from_fields(fields).date
    if date is None:
        return fields
    kept = {name: value for name, value in fields.items() if not is_said(name, value, date)}
    written = fields.get("date", "")
    is_valid = bool(written) and bool(_BIBLATEX_DATE.fullmatch(written))
    return {**kept, "date": written if is_valid else date.edtf()}


def is_said(name: str, value: str, date: PartialDate) -> bool:
    """Whether the date says all that the year, month or day says."""
    if name == "year":
        is_exact = bool(date.mark or _BIBLATEX_DATE.fullmatch(value))
        return value.strip() == str(date.year) or (is_exact and parse_date(value) == date)
    if name == "day":
        return value.strip().lstrip("0") == str(date.day)
    if name != "month" or not _PLAIN_MONTH.fullmatch(value.strip()):
        return False
    alone = from_fields({"year": "2000", "month": value}).date
    return alone is not None and alone.month == date.month and alone.day in (0, date.day)
