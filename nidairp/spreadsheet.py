"""Lines of CSV whose cells stay text to a spreadsheet, whatever stands in them. Pure: no Django.

What OWASP calls CSV injection: a cell that begins as a formula does would be run where the file is opened.
"""

import csv
from collections.abc import Iterable

#: The mark by which Excel knows UTF-8; before the first line.
MARK = "\ufeff"
#: A cell that begins so is a formula; to a spreadsheet for wide letters, also with the wide signs.
_FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


class _Line:
    """The csv module writes to it and gets its line back."""

    def write(self, line: str) -> str:
        return line


_WRITER = csv.writer(_Line())


def line(cells: Iterable[object]) -> str:
    """One row, with its line break."""
    return str(_WRITER.writerow([guarded(str(cell)) for cell in cells]))


def guarded(cell: str) -> str:
    """With a mark before it that keeps a spreadsheet from running it."""
    return f"'{cell}" if cell.lstrip("' \n").startswith(_FORMULA) else cell


def plain(cell: str) -> str:
    """Without the mark, as it was."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell
