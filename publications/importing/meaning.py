"""Differences that are none: what BibTeX and BibLaTeX say of the same work in other words.

Pure: a publication exported in one dialect and read again says nothing new, though its year came back as a
date, its school as an institution and its type under another name.
"""

from collections.abc import Mapping
from typing import Any

from publications.bibtex.dates import from_fields, parse_date
from publications.bibtex.dialect import is_said

_KINDS = {"phdthesis": "phdthesis", "mastersthesis": "mathesis", "techreport": "techreport"}
_HOUSES = {"institution": "school", "school": "institution"}
_DATED = ("year", "month", "day")
_ELSEWHERE = {
    "url": ("howpublished", "note", "extra.ee", "extra.link"),
    "number": ("extra.issue",),
    "keywords": ("extra.keyword",),
    "extra.urldate": ("extra.lastchecked",),
}


def is_said_already(name: str, current: Mapping[str, Any], after: Any) -> bool:
    """Whether a publication with these fields says what the field would add."""
    if name in _ELSEWHERE and name not in current:
        return any(current.get(other) == after for other in _ELSEWHERE[name])
    if name == "entry_type":
        return _is_same_type(current.get(name) or "", after)
    if name == "techtype":
        return name not in current and after == _KINDS.get(_shown(current.get("entry_type") or ""))
    if name in _HOUSES:
        return name not in current and current.get(_HOUSES[name]) == after
    if name == "date":
        date = parse_date(after)
        return date is not None and date.edtf() == from_fields(_dated(current)).edtf
    if name in ("extra.month", "extra.day") and name not in current:
        date = parse_date(current.get("date") or "")
        return date is not None and is_said(name.removeprefix("extra."), after, date)
    return False


def _is_same_type(before: str, after: str) -> bool:
    """Shown as the same type; only among the others does the file's own word tell more."""
    return _shown(before) == _shown(after) != "misc"


def _shown(entry_type: str) -> str:
    return entry_type.partition(" ")[0]


def _dated(current: Mapping[str, Any]) -> dict[str, str]:
    said = {name: str(current.get(f"extra.{name}") or "") for name in _DATED}
    said["year"] = said["year"] or str(current.get("year") or "")
    return {**said, "date": current.get("date") or ""}
