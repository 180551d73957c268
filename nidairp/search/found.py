"""What an engine is asked, and what it answers."""

import datetime
from typing import NamedTuple

#: Of a single word so many are counted, to tell how frequent it is.
COUNTED = 100


class Asked(NamedTuple):
    """A kind of things and its number; and the moment at which they are to be public, where that changes."""

    kind: str
    number: int
    at: datetime.datetime | None = None


class Found(NamedTuple):
    """How many there are, and the keys of the most relevant; of very many, the newest are looked at.

    With `more` there are more than `total`, and nobody has counted how many.
    """

    total: int
    keys: list[int]
    more: bool = False


def gone(at: str) -> str:
    """The ids of the few entries that are not public yet, or no longer, as a query; the moment is SQL."""
    entries = "SELECT id FROM search_entry WHERE"
    return f"{entries} visible_from > {at} UNION ALL {entries} visible_until <= {at}"
