"""What is said of a publication, as plain JSON: the shape that is compared, staged and written.

``mapping`` makes it from an entry or from a row; planning an import compares two of them, without a database.
"""

from typing import Any, TypedDict


class Person(TypedDict):
    """One name in a list of authors or editors."""

    role: str
    family: str
    given: str
    prefix: str
    suffix: str


class Values(TypedDict):
    """Columns by their names; people in order, authors first."""

    columns: dict[str, Any]
    people: list[Person]
