"""What an engine is asked, and what it answers."""

from typing import NamedTuple

#: Of a single word so many are counted, to tell how frequent it is.
COUNTED = 100


class Asked(NamedTuple):
    """A kind of things, its number, and which ids of its entries are not to be found, as a query."""

    kind: str
    number: int
    without: str = ""


class Found(NamedTuple):
    """How many there are, and the keys of the most relevant; of very many, the newest are looked at.

    With `more` there are more than `total`, and nobody has counted how many.
    """

    total: int
    keys: list[int]
    more: bool = False
