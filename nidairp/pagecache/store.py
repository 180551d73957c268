"""The pages that this process keeps, never more than a limit in bytes: the least wanted goes first."""

import threading
from collections import OrderedDict

from .entry import Entry

Key = tuple[str, str]
#: Searches and filters have no end. Where room is short they have this part of it, and beyond that push out
#: each other, and not what most people read.
FOR_QUESTIONS = 0.25


class Store:
    def __init__(self, limit: int) -> None:
        self.limit, self._for_questions = limit, int(limit * FOR_QUESTIONS)
        self._pages, self._answers = Shelf(), Shelf()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Entry | None:
        entries = self._shelf(key).entries
        entry = entries.get(key)
        if entry is not None:
            try:  # noqa: SIM105 - `suppress` takes longer than all of this
                # Without the lock: it is one step of CPython.
                entries.move_to_end(key)
            except KeyError:
                pass  # it has gone meanwhile
        return entry

    def put(self, key: Key, entry: Entry) -> None:
        with self._lock:
            self._shelf(key).put(key, entry)
            self._make_room()

    def weigh(self, key: Key, entry: Entry) -> None:
        """After each answer: it may have been in a form that was not there before."""
        if entry.size != entry.weighed:
            with self._lock:
                self._shelf(key).weigh(key, entry)
                self._make_room()

    def _shelf(self, key: Key) -> "Shelf":
        return self._answers if key[1] else self._pages

    def _make_room(self) -> None:
        while self._pages.size + self._answers.size > self.limit:
            is_too_much = self._answers.size > self._for_questions or not self._pages.entries
            (self._answers if is_too_much else self._pages).drop_oldest()


class Shelf:
    """Entries, the one wanted last at the end, and how much they are."""

    def __init__(self) -> None:
        self.size = 0
        self.entries: OrderedDict[Key, Entry] = OrderedDict()

    def put(self, key: Key, entry: Entry) -> None:
        if older := self.entries.pop(key, None):
            self.size -= older.weighed
        self.entries[key] = entry
        self._count(entry)

    def weigh(self, key: Key, entry: Entry) -> None:
        if self.entries.get(key) is entry:
            self.size -= entry.weighed
            self._count(entry)

    def drop_oldest(self) -> None:
        _, gone = self.entries.popitem(last=False)
        self.size -= gone.weighed

    def _count(self, entry: Entry) -> None:
        entry.weighed = entry.size
        self.size += entry.weighed
