"""Redirects as a CSV table: three columns, old address, new address, note. Pure: it knows no database.

Reading never fails: what is wrong with a line is said on the line, with its number as programs show it.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from nidairp.spreadsheet import MARK, plain
from nidairp.spreadsheet import line as as_line

from .paths import Unusable, typed

HEADERS = ["old", "new", "note"]
MOST_LINES = 20_000
#: How other programs name the columns (the plugins Redirection and Yoast among them).
NAMES = {
    "old": {"old", "from", "source", "origin", "old address", "old url", "source url"},
    "new": {"new", "to", "target", "destination", "new address", "new url", "target url"},
    "note": {"note", "notes", "title", "comment"},
}
#: Said in the column of the new address: there is none.
GONE = {"", "410", "gone"}
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    old: str = ""
    new: str = ""
    note: str = ""
    error: str = ""

    @property
    def is_gone(self) -> bool:
        return self.new.lower() in GONE


def read(text: str, site_url: str) -> list[Line]:
    """Every line that says something; the columns by their names, or in the order of ``HEADERS``."""
    lines = list(_lines(text.removeprefix(MARK)))
    places = _named(lines[0][1]) if lines else None
    rows = lines[1:] if places else lines
    made = [
        _line(number, cells, places or dict(zip(HEADERS, range(3), strict=True))) for number, cells in rows
    ]
    return _without_twins([_checked(line, site_url) for line in made])


def write(rows: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """The table as a file, line by line; nothing in it is a formula to a spreadsheet."""
    yield MARK + as_line(HEADERS)
    yield from map(as_line, rows)


def decoded(data: bytes) -> str:
    """UTF-8, or what a spreadsheet on Windows writes."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _lines(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """A line's number and its cells, or what is wrong with it."""
    head = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count), strict=True
    )
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"This is not a line of a table: {error}."
            continue
        if any(cell.strip() for cell in cells):
            yield number, cells


def _named(cells: list[str] | str) -> dict[str, int] | None:
    """Where each column is, if the line names them."""
    found = [cell.strip().lower() for cell in cells]
    places = {
        name: place
        for name, known in NAMES.items()
        for place, cell in reversed([*enumerate(found)])
        if cell in known
    }
    return places if {"old", "new"} <= places.keys() else None


def _line(number: int, cells: list[str] | str, places: dict[str, int]) -> Line:
    if isinstance(cells, str):
        return Line(number, error=cells)
    values = {name: plain(cells[place]) for name, place in places.items() if place < len(cells)}
    line = Line(number, **values)
    return (
        line
        if "new" in values
        else replace(line, error="The new address is missing: there is one column only.")
    )


def _checked(line: Line, site_url: str) -> Line:
    try:
        return replace(line, old=typed(line.old, site_url)) if not line.error else line
    except Unusable as error:
        return replace(line, error=str(error))


def _without_twins(lines: list[Line]) -> list[Line]:
    first: dict[str, int] = {}
    for line in lines:
        if not line.error:
            first.setdefault(line.old, line.number)
    return [
        replace(line, error=f"{line.old} stands on line {first[line.old]} already.")
        if not line.error and first[line.old] != line.number
        else line
        for line in lines
    ]
