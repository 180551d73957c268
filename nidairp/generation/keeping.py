"""What is the same on many pages of one generation of the content: each process makes it once.

Whatever is kept is gone with its generation, so what it depends on in the database need not be said.
For a request without one (a preview, somebody who is logged in) all is made anew.
"""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from ..shelf import Shelf
from .carried import generation

T = TypeVar("T")


class Keeping(Generic[T]):
    """Things by their keys, together no larger than `limit` by what `size` says of each."""

    def __init__(self, limit: int, size: Callable[[T], int] = lambda thing: 1) -> None:
        self._limit, self._size = limit, size
        self._of: tuple[str, Shelf[T]] = ("", Shelf(limit, size))

    def __call__(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes, or has made; the key says all that it depends on but the database."""
        number = generation()
        if number is None:
            return make()
        kept, shelf = self._of
        if kept != number:  # who is slow and still at an older one goes on with a shelf of its own
            shelf = Shelf(self._limit, self._size)
            self._of = number, shelf
        if (there := shelf.get(key)) is not None:
            return there
        made = make()
        shelf.put(key, made)
        return made
