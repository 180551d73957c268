"""What is the same on many pages of one generation of the content: each process makes it once.

Whatever is kept is gone with its generation, so what it depends on in the database need not be said.
For a request without one (a preview, somebody who is logged in) all is made anew.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from .carried import generation

T = TypeVar("T")


class Keeping(Generic[T]):
    """Things by their keys, together no larger than `limit` by what `size` says of each."""

    def __init__(self, limit: int, size: Callable[[T], int] = lambda thing: 1) -> None:
        self._limit, self._size = limit, size
        self._lock = threading.Lock()
        self._shelf: _Shelf[T] = _Shelf("")

    def __call__(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes, or has made; the key says all that it depends on but the database."""
        number = generation()
        if number is None:
            return make()
        shelf = self._shelf
        if shelf.generation != number:
            shelf = self._shelf = _Shelf(number)
        if (there := shelf.things.get(key)) is not None:
            return there
        made = make()
        with self._lock:
            self._put(shelf, key, made)
        return made

    def _put(self, shelf: "_Shelf[T]", key: Hashable, thing: T) -> None:
        """What was put there first goes first: to note what is asked for costs more than it gains."""
        if key not in shelf.things:
            shelf.things[key] = thing
            shelf.size += self._size(thing)
        while shelf.size > self._limit:
            _, gone = shelf.things.popitem(last=False)
            shelf.size -= self._size(gone)


class _Shelf(Generic[T]):
    """Of one generation; who is slow and still at an older one has a shelf of its own."""

    def __init__(self, generation: str) -> None:
        self.generation = generation
        self.things: OrderedDict[Hashable, T] = OrderedDict()
        self.size = 0
