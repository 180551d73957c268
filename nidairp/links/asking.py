"""Many other sites asked at once, but each of them by one asker and with a pause between its pages."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from . import outside
from .problems import Problem

AT_ONCE = 8
PAUSE = 1.0
#: So many failures without one success, and the rest of the site is not asked this time.
PATIENCE = 3

Found = tuple[str, Problem | None]


def problems(addresses: Iterable[str], pause: Callable[[float], None] = time.sleep) -> Iterator[Found]:
    """Each address that was asked, and what is wrong with it, as soon as it is known."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in sorted(set(addresses)):
        by_host[urlsplit(address).netloc.lower()].append(address)
    with ThreadPoolExecutor(AT_ONCE) as askers:
        for found in askers.map(lambda some: list(_of_one_host(some, pause)), by_host.values()):
            yield from found


def _of_one_host(addresses: list[str], pause: Callable[[float], None]) -> Iterator[Found]:
    failed = 0
    for number, address in enumerate(addresses):
        if number:
            pause(PAUSE)
        problem = outside.problem(address)
        failed = failed + 1 if problem and problem.kind == outside.Kind.NO_ANSWER else -len(addresses)
        yield address, problem
        if failed >= PATIENCE:
            return
