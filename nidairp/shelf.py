"""Things by their keys, together no larger than a limit: what requests side by side keep and find again."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf(Generic[T]):
    """`size` says of each thing how much of `limit` it takes."""

    def __init__(self, limit: int, size: Callable[[T], int]) -> None:
        self._limit, self._size_of = limit, size
        self._lock = threading.Lock()
        self._things: OrderedDict[Hashable, T] = OrderedDict()
        self._size = 0

    def get(self, key: Hashable) -> T | None:
        return self._things.get(key)

    def put(self, key: Hashable, thing: T) -> None:
        """What was put there first goes first: to note what is asked for costs more than it gains."""
        with self._lock:
            if key not in self._things:
                self._things[key] = thing
                self._size += self._size_of(thing)
            while self._size > self._limit:
                _, gone = self._things.popitem(last=False)
                self._size -= self._size_of(gone)
