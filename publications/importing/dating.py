"""When a work appeared is one statement, made of up to five fields: a new year takes the old day along.

Pure. A file that says a year and no more refutes the whole date that stands here in another year: of the two
only one can be true, and lists, citations and exports must say the same one.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from publications.bibtex.dates import from_fields

#: The fields of the statement: all are written together, or none.
WHEN = ("year", "date", "extra.year", "extra.month", "extra.day")
_WORDS = ("date", "extra.year")
_PARTS = ("extra.month", "extra.day")


def refuted(current: Mapping[str, Any], proposed: Mapping[str, Any]) -> Iterator[str]:
    """What is said here of another year than the file's, and the file does not say anew."""
    here, year = current.get("year"), proposed.get("year")
    if year is None or year == here:
        return
    for name in _WORDS:
        if name in current and name not in proposed and _names_another(current[name], year):
            yield name
    for name in _PARTS:
        if here is not None and name in current and name not in proposed:
            yield name


def _names_another(text: str, year: int) -> bool:
    """Another year, or that there is none yet ("in press")."""
    said = from_fields({"year": text})
    return bool(said.state) or said.year not in (None, year)
