"""Publications written many at a time, with all that hangs on them: people, authors, keywords, history.

What `Publication.save()`, `refresh()` and the history's signals do for one row stands here for many;
`tests/publications/importing/test_writing.py` holds the two ways side by side.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any

from publications.among import among
from publications.bibtex.entry import Name
from publications.importing import bulk
from publications.importing.naming import Authors, Tags
from publications.importing.slugs import Free
from publications.models import Contribution, Publication, key_slug, split_keywords
from publications.models.import_batch import ImportRow
from publications.values import Values

#: Who is behind a printed name on one publication, where that is already settled.
Known = Mapping[Name, int]

_FIELDS = Publication._meta.concrete_fields
_NAMES = [one.attname for one in _FIELDS]
_IN_ORDER = itemgetter(*_NAMES)
_DEFAULTS = {one.attname: one.get_default() for one in _FIELDS if one.has_default() or one.blank}
_HISTORY = Publication.history.model
_HISTORY_NAMES = [*_NAMES, "history_date", "history_change_reason", "history_type", "history_user_id"]
_TAGGING = Publication.tags.through
_ROLES = tuple(Contribution.Role.values)
_PERSON = ("publication_id", "author_id", "role", "position", "family", "given", "prefix", "suffix")


@dataclass(frozen=True, slots=True)
class Text:
    """What is to stand in one publication."""

    pk: int
    columns: dict[str, Any]
    people: list[tuple[str, Name]]


@dataclass(slots=True)
class Made:
    """What was added for one publication, beside itself."""

    pk: int
    authors: list[int]
    tags: list[int]


@dataclass(slots=True)
class Writer:
    """The writing side of one batch: everything it does bears one moment, one user and one reason."""

    reason: str
    user: int | None
    moment: datetime
    _authors: Authors = field(default_factory=Authors)
    _tags: Tags = field(default_factory=Tags)
    _slugs: Free = field(default_factory=lambda: Free(Publication))

    def create(self, new: Sequence[Values]) -> list[Made]:
        """Adds publications; their keys must be free."""
        pks = bulk.reserve(Publication, len(new))
        slugs = self._slugs.free(key_slug(values["columns"]["citation_key"]) for values in new)
        texts = [Text(pk, values["columns"], _people(values)) for pk, values in zip(pks, new, strict=True)]
        rows = [
            self._derived({**_DEFAULTS, "id": text.pk, "slug": slug, "created_at": self.moment}, text)
            for text, slug in zip(texts, slugs, strict=True)
        ]
        bulk.insert(Publication, _NAMES, map(_IN_ORDER, rows))
        self._remember(rows, "+")
        return self._hang(texts, {})

    def change(self, changed: Mapping[int, Values], known: Mapping[int, Known]) -> list[Made]:
        """Gives publications these values, all of them; `known` keeps authors that were joined by hand."""
        texts = {pk: Text(pk, values["columns"], _people(values)) for pk, values in changed.items()}
        rows = [self._derived(row, texts[row["id"]]) for row in _rows(changed)]
        names = [name for name in _NAMES if name != "id"]
        bulk.update(Publication, names, ([*(row[name] for name in names), row["id"]] for row in rows))
        self._remember(rows, "~")
        _unhang(changed)
        return self._hang(list(texts.values()), known)

    def remove(self, pks: Sequence[int]) -> None:
        """Deletes publications; whoever may still point at them has been asked before."""
        self._remember(list(_rows(pks)), "-")
        _unhang(pks)
        ImportRow.objects.filter(publication__in=pks).update(publication=None)
        bulk.delete(Publication, pks)

    def _derived(self, row: dict[str, Any], text: Text) -> dict[str, Any]:
        """The row with these values and all that follows from them."""
        row |= text.columns
        row["updated_at"] = self.moment
        for role in _ROLES:
            row[f"{role}s_text"] = "; ".join(str(name) for one, name in text.people if one == role)
        # Publication's own rule, on its own class, but past its slow __init__.
        publication = Publication.__new__(Publication)
        publication.__dict__.update(row)
        publication.derive()
        row |= {name: getattr(publication, name) for name in ("year", "sort_date", "title_key")}
        return row

    def _remember(self, rows: Iterable[dict[str, Any]], kind: str) -> None:
        mark = (self.moment, self.reason, kind, self.user)
        bulk.insert(_HISTORY, _HISTORY_NAMES, ((*_IN_ORDER(row), *mark) for row in rows))

    def _hang(self, texts: Sequence[Text], known: Mapping[int, Known]) -> list[Made]:
        """Adds people and keywords to publications that have none."""
        words = {text.pk: split_keywords(text.columns["keywords"]) for text in texts}
        self._tags.learn(word for several in words.values() for word in several)
        self._authors.learn(
            name for text in texts for _, name in text.people if name not in known.get(text.pk, {})
        )
        people = {text.pk: list(self._contributions(text, known.get(text.pk, {}))) for text in texts}
        tags = {pk: [self._tags.id_of(word) for word in several] for pk, several in words.items()}
        bulk.insert(Contribution, _PERSON, (row for rows in people.values() for row in rows))
        pairs = ((pk, tag) for pk, several in tags.items() for tag in several)
        bulk.insert(_TAGGING, ("publication_id", "tag_id"), pairs)
        return [
            Made(pk, self._authors.claim(row[1] for row in people[pk]), self._tags.claim(tags[pk]))
            for pk in people
        ]

    def _contributions(self, text: Text, known: Known) -> Iterator[tuple[Any, ...]]:
        places = dict.fromkeys(_ROLES, 0)
        for role, name in text.people:
            author = known.get(name) or self._authors.id_of(name)
            yield (text.pk, author, role, places[role], name.family, name.given, name.prefix, name.suffix)
            places[role] += 1


def known_people(pks: Iterable[int]) -> dict[int, dict[Name, int]]:
    """Who is behind the printed names on these publications now."""
    found: dict[int, dict[Name, int]] = {}
    wanted = ("publication_id", "author_id", "family", "given", "prefix", "suffix")
    people = Contribution.objects.filter(among("publication", pks)).order_by()
    for pk, author, *name in people.values_list(*wanted):
        found.setdefault(pk, {})[Name(*name)] = author
    return found


def linked(known: Known) -> list[list[Any]]:
    """The same as JSON; `relinked` is the way back."""
    return [[name.family, name.given, name.prefix, name.suffix, author] for name, author in known.items()]


def relinked(links: Iterable[list[Any]]) -> dict[Name, int]:
    return {Name(*name): author for *name, author in links}


def _rows(pks: Iterable[int]) -> Iterator[dict[str, Any]]:
    rows = Publication.objects.filter(among("pk", pks)).order_by("pk").values_list(*_NAMES)
    return (dict(zip(_NAMES, row, strict=True)) for row in rows)


def _unhang(pks: Iterable[int]) -> None:
    Contribution.objects.filter(among("publication", pks)).delete()
    _TAGGING.objects.filter(among("publication", pks)).delete()


def _people(values: Values) -> list[tuple[str, Name]]:
    return [
        (person["role"], Name(person["family"], person["given"], person["prefix"], person["suffix"]))
        for person in values["people"]
    ]
