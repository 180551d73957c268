"""Authors and keywords of many publications at once: found by name, made where there are none."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

from django.db.models.functions import Coalesce

from publications.among import among
from publications.bibtex.entry import Name
from publications.folding import initial
from publications.importing import bulk
from publications.importing.slugs import Free
from publications.keywords import keyword_key
from publications.models import Author, Tag, name_key
from publications.models.names import slug_base, sort_key
from publications.models.tag import keyword_slug

#: So many names are remembered before the memory starts afresh.
_REMEMBERED = 100_000
_AUTHOR = ("id", "family", "given", "prefix", "suffix", "slug", "name_key", "sort_key", "initial")

N = TypeVar("N", bound=Hashable)


class Named(ABC, Generic[N]):
    """Rows of one model by their names: learn names first, then ask for their rows."""

    def __init__(self) -> None:
        self._known: dict[N, int] = {}
        self._made: set[int] = set()

    def learn(self, names: Iterable[N]) -> None:
        """Finds the rows of these names, and makes those that are missing."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        unknown = [name for name in dict.fromkeys(names) if name not in self._known]
        if not unknown:
            return
        keys = {name: self._key(name) for name in unknown}
        rows = self._find(set(keys.values()))
        missing = {key: name for name, key in reversed(keys.items()) if key not in rows}
        if missing:
            rows |= self._make(missing)
            self._made.update(rows[key] for key in missing)
        self._known.update((name, rows[key]) for name, key in keys.items())

    def id_of(self, name: N) -> int:
        """The row of a name that was learned."""
        return self._known[name]

    def claim(self, ids: Iterable[int]) -> list[int]:
        """Those of the rows that are new; each is told once."""
        fresh = self._made.intersection(ids)
        self._made -= fresh
        return sorted(fresh)

    @abstractmethod
    def _key(self, name: N) -> str:
        """What is the same for all spellings that mean one row."""

    @abstractmethod
    def _find(self, keys: set[str]) -> dict[str, int]:
        """The rows that are there."""

    @abstractmethod
    def _make(self, missing: Mapping[str, N]) -> dict[str, int]:
        """New rows."""


class Authors(Named[Name]):
    """Authors by their printed names."""

    def __init__(self) -> None:
        super().__init__()
        self._slugs = Free(Author)

    def _key(self, name: Name) -> str:
        return name_key(name)

    def _find(self, keys: set[str]) -> dict[str, int]:
        """A name that staff have merged into another is the other's."""
        found = Author.objects.order_by().filter(among("name_key", keys))
        return dict(found.values_list("name_key", Coalesce("merged_into", "pk")))

    def _make(self, missing: Mapping[str, Name]) -> dict[str, int]:
        pks = bulk.reserve(Author, len(missing))
        slugs = self._slugs.free(slug_base(name) for name in missing.values())
        rows = [
            (pk, name.family, name.given, name.prefix, name.suffix, slug, key, place, initial(place))
            for pk, slug, (key, name), place in zip(
                pks, slugs, missing.items(), map(sort_key, missing.values()), strict=True
            )
        ]
        bulk.insert(Author, _AUTHOR, rows)
        return dict(zip(missing, pks, strict=True))


class Tags(Named[str]):
    """Keywords by their words."""

    def __init__(self) -> None:
        super().__init__()
        self._slugs = Free(Tag)

    def _key(self, name: str) -> str:
        return keyword_key(name)

    def _find(self, keys: set[str]) -> dict[str, int]:
        found = Tag.objects.order_by().filter(among("key", keys)).values_list("key", "pk", "name")
        return {key: pk for key, pk, name in found if key == keyword_key(name)}

    def _make(self, missing: Mapping[str, str]) -> dict[str, int]:
        Tag.objects.give_keys(missing)
        there = self._find(set(missing))
        new = {key: word for key, word in missing.items() if key not in there}
        pks = bulk.reserve(Tag, len(new))
        slugs = self._slugs.free(keyword_slug(word) for word in new.values())
        bulk.insert(Tag, ("id", "name", "slug", "key"), list(zip(pks, new.values(), slugs, new, strict=True)))
        return there | dict(zip(new, pks, strict=True))
