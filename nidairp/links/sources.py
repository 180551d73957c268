"""Where links stand: the shell registers each kind of row, and how its links are read."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from nidairp.quality.checks.document import read


@dataclass(frozen=True, slots=True)
class Found:
    """A link as it is written, and the field that it stands in."""

    field: str
    href: str


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """``rows``: what the public sees. ``links``: all of one row; its own address is where they begin."""

    model: type[Model]
    rows: Callable[[], QuerySet]
    links: Callable[[Any], Iterable[Found]]
    base: Callable[[Any], str] = lambda row: "/"


_sources: dict[type[Model], Source] = {}


def register(*sources: Source) -> None:
    _sources.update({source.model: source for source in sources})


def every_source() -> list[Source]:
    return list(_sources.values())


def source_of(model: type[Model]) -> Source | None:
    return _sources.get(model)


def in_html(field: str, text: str) -> Iterator[Found]:
    """The links and pictures of a rich text."""
    document = read(text) if "<" in text else None
    if document:
        yield from (Found(field, link.href) for link in document.links)
        yield from (Found(field, image.src) for image in document.images if image.src)
