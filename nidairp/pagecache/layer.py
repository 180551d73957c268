"""What stands before Django: answers from what is kept, and lets one request at a time make what is not."""

import datetime
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone

from nidairp import maintenance
from nidairp.generation.carried import GENERATION
from nidairp.generation.reading import Reader, Unreadable
from nidairp.generation.replicas import Replicas, said_by
from nidairp.generation.source import reading_from

from .addresses import known
from .asking import Asked, asked
from .entry import Entry
from .making import Application, Made, make
from .store import Store

if TYPE_CHECKING:
    from .shared import Shared

#: Nothing is kept longer, whatever it says: a page that shows a day is made anew at midnight, too (seconds).
LONGEST = 3600
#: Who waits for a page that somebody else is making waits no longer than this (seconds).
PATIENCE = 15


class Flight:
    """A page on its way; who waits for it is told when it is there, or is not to be kept."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.entry: Entry | None = None


class PageCache:
    def __init__(
        self,
        application: Application,
        megabytes: int,
        count: Callable[[str], None] = lambda result: None,
        shared: "Shared | None" = None,
        primary: Reader | None = None,
    ) -> None:
        self.application, self._count, self.shared = application, count, shared
        primary = primary or Reader()
        self.generation: Any = Replicas(settings.REPLICAS, primary) if settings.REPLICAS else primary
        self._maintenance = maintenance.Watch()
        self.store = Store(megabytes * 1024 * 1024)
        self._flights: dict[tuple[tuple[str, str], str], Flight] = {}
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        question = asked(environ)
        if question is None or self._maintenance.is_on():
            self._count("passed")
            return self.application(environ, start_response)
        kept = self.store.get(question.key)
        try:
            generation = self.generation()
        except Unreadable:
            # What was there before the database went is better than nothing, but not beyond its moment.
            if kept and kept.begun <= timezone.now().timestamp() < kept.until:
                self._count("without database")
                return self._answered(kept, question, start_response)
            generation = None
        if generation is None:
            return self.application({**environ, GENERATION: None}, start_response)  # nobody asks again
        if kept and kept.is_fresh(generation, timezone.now().timestamp()):
            self._count("kept")
            return self._answered(kept, question, start_response)
        return self._made(environ, start_response, question, generation)

    def _made(
        self, environ: Mapping[str, Any], start_response: Callable[..., Any], question: Asked, generation: str
    ) -> Iterable[bytes]:
        """By this request, or by another one that is at it already, and that read the same generation."""
        with self._lock:
            flight = self._flights.get((question.key, generation))
            if is_first := flight is None:
                flight = self._flights[question.key, generation] = Flight()
        if not is_first and flight.done.wait(PATIENCE) and flight.entry:
            self._count("waited")
            return self._answered(flight.entry, question, start_response)
        try:
            if made := self._by_others(question, generation):
                result, entry = "shared", self._kept(made, question, generation)
            else:
                made = self._by_django(environ, question, generation)
                result, entry = "made", self._kept(made, question, generation)
                self._share(made, entry, question)
            if is_first:
                flight.entry = entry
        finally:
            if is_first:
                del self._flights[question.key, generation]
                flight.done.set()
        self._count(result if entry else "not kept")
        if entry:
            return self._answered(entry, question, start_response)
        start_response(made.status, made.headers)
        return [] if question.is_head else [made.body]

    def _by_django(self, environ: Mapping[str, Any], question: Asked, generation: str) -> Made:
        """From the database that the generation was read from; where that fails, from the primary."""
        source = said_by(generation)
        with reading_from(source):
            made = make(self.application, environ, question, generation)
        if made.status.startswith("5") and source != DEFAULT_DB_ALIAS:
            self.generation.failed(source)
            made = make(self.application, environ, question, generation)
        return made

    def _by_others(self, question: Asked, generation: str) -> Made | None:
        made = self.shared.get(question.key, generation) if self.shared else None
        return made if made and made.begun <= timezone.now().timestamp() < fresh_until(made) else None

    def _share(self, made: Made, entry: Entry | None, question: Asked) -> None:
        if self.shared and entry:
            self.shared.put(question.key, entry.generation, made, entry.fresh_until)

    def _answered(self, entry: Entry, question: Asked, start_response: Callable[..., Any]) -> Iterable[bytes]:
        parts = entry.answer(question, start_response)
        self.store.weigh(question.key, entry)
        return parts

    def _kept(self, made: Made, question: Asked, generation: str) -> Entry | None:
        address = known(question.path)
        if address is None or not made.may_be_kept(address.is_negotiated):
            return None
        entry = Entry(made, generation, fresh_until(made), self.store.get(question.key))
        # Who was slow must not push out what others have made of something newer.
        if generation == self.generation.last:
            self.store.put(question.key, entry)
        return entry


def fresh_until(made: Made) -> float:
    begun = datetime.datetime.fromtimestamp(made.begun, timezone.get_default_timezone())
    midnight = datetime.datetime.combine(
        begun.date() + datetime.timedelta(days=1), datetime.time(), begun.tzinfo
    )
    return min(made.until or 0.0, midnight.timestamp(), made.begun + LONGEST)
