"""Where images and files stand that no key leads to: here the shell tells the library of texts and drafts."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from django.db.models import Model, Q, prefetch_related_objects

from nidairp.editing import linking, mentioning, placing, snapshot
from nidairp.editing.models import Revision
from nidairp.editing.models.revision import RevisionQuerySet
from nidairp.editing.schedule import said
from nidairp.in_pieces import in_pieces
from nidairp.library import uses
from nidairp.library.models import Document, Image
from nidairp.library.uses import Place
from nidairp.rich_text import WITH_TEXT

_FILE, _IMAGE = (
    re.compile(rf'"{linking.SCHEME}:{model._meta.label_lower}:([1-9]\d{{0,17}})')
    for model in (Document, Image)
)


def files(text: str) -> set[int]:
    """The files that a rich text links to."""
    return {int(number) for number in _FILE.findall(text)}


def images(text: str) -> set[int]:
    """Those that stand in it, and those that it links to."""
    return placing.numbers(text) | {int(number) for number in _IMAGE.findall(text)}


#: What says in a text that one of this kind stands there at all, and which do.
IN_TEXT: dict[type[Model], tuple[tuple[str, ...], Callable[[str], set[int]]]] = {
    Image: ((' data-image="', f'"{linking.SCHEME}:{Image._meta.label_lower}:'), images),
    Document: ((f'"{linking.SCHEME}:{Document._meta.label_lower}:',), files),
}


def with_any(column: str, marks: Iterable[str]) -> Q:
    return Q.create([(f"{column}__contains", mark) for mark in marks], connector=Q.OR)


class InTextsAndVersions:
    def in_texts(self, used: Model) -> Iterator[Model]:
        begins, keys = IN_TEXT[type(used)]
        for model, column in WITH_TEXT:
            likely = model._base_manager.filter(with_any(column, (f"{begin}{used.pk}" for begin in begins)))
            yield from (row for row in likely if used.pk in keys(getattr(row, column)))

    def in_drafts(self, used: Model) -> Iterator[Place]:
        for revision in self._naming(mentioning.waiting(), used):
            yield revision.object, f"changes for {said(revision.due)}" if revision.due else "its draft"

    def in_versions(self, used: Model) -> Iterator[Place]:
        for revision in self._naming(mentioning.published(), used):
            yield revision.object, f"{str(revision).lower()}, published on {said(revision.moment)}"

    def counted(self, model: type[Model]) -> Counter[int]:
        """What a draft takes over from what is public is no further use."""
        begins, keys = IN_TEXT[model]
        count: Counter[int] = Counter()
        for with_text, column in WITH_TEXT:
            texts = with_text._base_manager.filter(with_any(column, begins))
            for piece in in_pieces(texts.values("pk", column)):
                for row in piece:
                    count.update(keys(row[column]))
        waiting = list(mentioning.waiting().prefetch_related("object"))
        snapshot.gather(revision.object for revision in waiting if revision.object is not None)
        for revision in waiting:
            count.update(_only_in(revision, model, keys))
        return count

    def _naming(self, revisions: RevisionQuerySet, used: Model) -> Iterable[Revision]:
        begins, keys = IN_TEXT[type(used)]
        found = mentioning.naming(revisions, used, [f"{begin}{used.pk}" for begin in begins], keys)
        there = list(found)
        prefetch_related_objects(there, "object")
        return [revision for revision in there if revision.object is not None]


def _only_in(revision: Revision, model: type[Model], keys: Callable[[str], set[int]]) -> set[int]:
    """What the draft names and the row below it does not."""
    row = revision.object
    named = mentioning.keys(type(row), revision.content, model, keys) if row is not None else set()
    return named - mentioning.keys(type(row), snapshot.take(row), model, keys) if named else named


def register_all() -> None:
    uses.register(InTextsAndVersions())
