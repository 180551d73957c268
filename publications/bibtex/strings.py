"""What `@string` defines, with the months that every BibTeX style defines; values are read elsewhere."""

from collections.abc import Callable

MONTHS = {
    "jan": "January",
    "feb": "February",
    "mar": "March",
    "apr": "April",
    "may": "May",
    "jun": "June",
    "jul": "July",
    "aug": "August",
    "sep": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}


class Strings:
    """Abbreviations by name, case ignored; `find_later` finds those that the source defines further down."""

    def __init__(self, find_later: Callable[[], dict[str, str]] = dict) -> None:
        self.defined: dict[str, str] = {}
        self._find_later = find_later
        self._later: dict[str, str] | None = None

    def define(self, name: str, value: str) -> None:
        self.defined[name.lower()] = value

    def get(self, name: str) -> str | None:
        """The text behind a name; None where nothing defines it."""
        name = name.lower()
        found = self.defined.get(name, MONTHS.get(name))
        if found is None:
            if self._later is None:
                self._later = self._find_later()
            return self._later.get(name)
        return found
