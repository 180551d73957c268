"""The numbers of books, which people type with hyphens or without, in ten signs or thirteen. Pure text."""

import re
from collections.abc import Iterator

_ISBN = re.compile(r"(?:97[89]-?)?\d(?:-?\d){8}-?[\dx]", re.IGNORECASE)


def forms(typed: str) -> Iterator[str]:
    """Without hyphens, and as the other number of the same book; none of what is no ISBN."""
    if not _ISBN.fullmatch(typed):
        return
    isbn = typed.replace("-", "").lower()
    yield isbn
    if len(isbn) == 10 and isbn[-1] == _last_of_ten(isbn):
        yield f"978{isbn[:9]}" + _last_of_thirteen(f"978{isbn[:9]}")
    elif isbn.startswith("978") and isbn[-1] == _last_of_thirteen(isbn):
        yield isbn[3:12] + _last_of_ten(isbn[3:12])


def _last_of_ten(isbn: str) -> str:
    rest = -sum((10 - at) * int(digit) for at, digit in enumerate(isbn[:9])) % 11
    return "x" if rest == 10 else str(rest)


def _last_of_thirteen(isbn: str) -> str:
    return str(-sum((3 if at % 2 else 1) * int(digit) for at, digit in enumerate(isbn[:12])) % 10)
