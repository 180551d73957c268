"""Links in rich text that name what they lead to (``object:news.post:12``), so that a moved page breaks none.

The shell registers what can be linked; this module knows no content. A link whose target is not public is
shown as its text, and the checks before publishing say so to the editor.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Model, QuerySet

SCHEME = "object"
Finder = Callable[[QuerySet, str], QuerySet]


class Reference(NamedTuple):
    """What a link names: ``news.post`` and 12."""

    model: str
    pk: int

    def __str__(self) -> str:
        return f"{SCHEME}:{self.model}:{self.pk}"


@dataclass(frozen=True, slots=True)
class Linkable:
    """``rows`` is public, ``all_rows`` is not all; both load what an address is made of."""

    model: type[Model]
    rows: Callable[[], QuerySet]
    all_rows: Callable[[], QuerySet]
    search: Finder

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


_REFERENCE = re.compile(rf"{SCHEME}:([a-z_]+\.[a-z_]+):([1-9]\d{{0,17}})")
#: As the sanitizer writes a link; one never stands in another.
_LINK = re.compile(r'<a((?:[^>"]|"[^"]*")*)>(.*?)</a>', re.S)
_HREF = re.compile(rf' href="({SCHEME}:[^"#]*)((?:#[^"]*)?)"')
_linkable: dict[str, Linkable] = {}


def register(*kinds: Linkable) -> None:
    _linkable.update({kind.label: kind for kind in kinds})


def every_kind() -> list[Linkable]:
    return list(_linkable.values())


def read(href: str) -> Reference | None:
    """The reference that an ``href`` is; None for any other address."""
    found = _REFERENCE.fullmatch(href.partition("#")[0])
    return Reference(found[1], int(found[2])) if found else None


def reference_to(row: Model) -> Reference:
    return Reference(row._meta.label_lower, row.pk)


def public(references: Iterable[Reference]) -> dict[Reference, Model]:
    """Those that readers may see, out of one query for each kind."""
    return _found(references, lambda kind: kind.rows())


def existing(references: Iterable[Reference]) -> dict[Reference, Model]:
    """Those that are there, public or not."""
    return _found(references, lambda kind: kind.all_rows())


def _found(references: Iterable[Reference], rows: Callable[[Linkable], QuerySet]) -> dict[Reference, Model]:
    asked: dict[str, set[int]] = defaultdict(set)
    for reference in references:
        if reference.model in _linkable:
            asked[reference.model].add(reference.pk)
    return {
        Reference(model, row.pk): row
        for model, keys in asked.items()
        for row in rows(_linkable[model]).filter(pk__in=keys)
    }


def resolved(html: str) -> str:
    """Clean rich text with present addresses for references, and without links to what is not public."""
    if f'"{SCHEME}:' not in html:
        return html
    links = {found[1]: read(found[1]) for found in _HREF.finditer(html)}
    targets = public(reference for reference in links.values() if reference)
    addresses = {
        href: targets[reference].get_absolute_url()  # type: ignore[attr-defined]
        for href, reference in links.items()
        if reference in targets
    }
    return _LINK.sub(lambda found: _link(found, addresses), html)


def _link(found: re.Match[str], addresses: Mapping[str, str]) -> str:
    attributes, text = found.groups()
    href = _HREF.search(attributes)
    if href is None:
        return found[0]
    if href[1] not in addresses:
        return text
    # A path of slugs and tokens, which needs no escaping; the rest is as the sanitizer left it.
    present = f' href="{addresses[href[1]]}{href[2]}"'
    return f"<a{attributes[: href.start()]}{present}{attributes[href.end() :]}>{text}</a>"
