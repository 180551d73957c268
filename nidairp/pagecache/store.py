"""The pages that this process keeps, never more than a limit in bytes: the least wanted goes first."""

import threading
from collections import OrderedDict

from .entry import Entry

Key = tuple[str, str]
#: Searches and filters have no end: they may push out each other, but not what most people read.
FOR_QUESTIONS = 0.25


class Store:
    def __init__(self, limit: int) -> None:
        self._pages = Shelf(int(limit * (1 - FOR_QUESTIONS)))
        self._answers = Shelf(int(limit * FOR_QUESTIONS))

    def get(self, key: Key) -> Entry | None:
        return self._shelf(key).get(key)

    def put(self, key: Key, entry: Entry) -> None:
        self._shelf(key).put(key, entry)

    def weigh(self, key: Key, entry: Entry) -> None:
        """After each answer: it may have been in a form that was not there before."""
        if entry.size != entry.weighed:
            self._shelf(key).weigh(key, entry)

    def _shelf(self, key: Key) -> "Shelf":
        return self._answers if key[1] else self._pages


class Shelf:
    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Entry | None:
        entry = self._entries.get(key)
        if entry is not None:
            with self._lock:
                if key in self._entries:
                    self._entries.move_to_end(key)
        return entry

    def put(self, key: Key, entry: Entry) -> None:
        with self._lock:
            self._drop(key)
            self._entries[key] = entry
            self._count(entry)

    def weigh(self, key: Key, entry: Entry) -> None:
        with self._lock:
            if self._entries.get(key) is entry:
                self.size -= entry.weighed
                self._count(entry)

    def _count(self, entry: Entry) -> None:
        entry.weighed = entry.size
        self.size += entry.weighed
        while self.size > self.limit:
            self._drop(next(iter(self._entries)))

    def _drop(self, key: Key) -> None:
        if entry := self._entries.pop(key, None):
            self.size -= entry.weighed
