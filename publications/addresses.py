"""Who keeps the old address of a publication while it is saved. The site plugs that in; else nobody does.

So an address that was printed and cited goes on answering, and the publications do not know by whom.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

Keeper = Callable[[Any], AbstractContextManager[None]]

_keepers: list[Keeper] = [nullcontext]


def plug_in(keeper: Keeper) -> None:
    _keepers[0] = keeper


def kept(row: Any) -> AbstractContextManager[None]:
    """Around the save of a row that has an address."""
    return _keepers[0](row)
