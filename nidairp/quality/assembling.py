"""From content to what the checks look at: reads the texts and asks the site, once for many."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, Q
from django.db.models.functions import Lower
from django.urls import NoReverseMatch

from nidairp.rich import bare, strip

from .addresses import path_here, targets_of, within
from .checks.document import Document, read
from .checks.subject import Subject
from .kinds import Kind, Rows, all_kinds, kind_of


def subject_of(obj: Model, rows: Rows | None = None) -> Subject:
    return subjects(kind_of(type(obj)), [obj], rows)[0]


def subjects(kind: Kind, objects: Sequence[Any], rows: Rows | None = None) -> list[Subject]:
    """In a number of queries that does not grow with the number of objects."""
    documents = [read(obj.body) for obj in objects]
    bases = [_address(obj) for obj in objects]
    targets = targets_of(
        (base, link.href) for base, document in zip(bases, documents, strict=True) for link in document.links
    )
    titles, summaries = (_others(kind, objects, column) for column in ("title", "summary"))
    return [
        Subject(
            title=strip(obj.title),
            summary=obj.summary,
            document=document,
            figure=kind.figure(obj, rows),
            targets=_of_one(document, base, targets) | within(obj.body, _own(obj, base, document)),
            same_title=titles.get(number, ""),
            same_summary=summaries.get(number, ""),
            facts=kind.facts(obj, rows),
        )
        for number, (obj, document, base) in enumerate(zip(objects, documents, bases, strict=True))
    ]


def _of_one(document: Document, base: str, targets: dict) -> dict:
    return {link.href: targets[base, link.href] for link in document.links if (base, link.href) in targets}


def _own(obj: Any, base: str, document: Document) -> list[str]:
    """Links to sections of the text that is being looked at, which may be others than the public ones."""
    named = f"object:{obj._meta.label_lower}:{obj.pk}"
    return [
        link.href
        for link in document.links
        if "#" in link.href
        and (link.href.partition("#")[0] in ("", named) or path_here(base, link.href) == base)
    ]


def _address(obj: Any) -> str:
    """Where its links begin; what has no address yet begins at the top."""
    try:
        return obj.get_absolute_url()
    except (NoReverseMatch, AttributeError, type(obj).DoesNotExist):
        return "/"


def _others(kind: Kind, objects: Sequence[Any], column: str) -> dict[int, str]:
    """For those whose text of the column something published has too, whatever its markup: what that is."""
    texts = [bare(getattr(obj, column)).strip() for obj in objects]
    wanted = {*texts} - {""}
    having = defaultdict(list)
    for other in all_kinds() if wanted else ():
        for pk, text, title in _published(other, f"{column}__plain", wanted):
            having[text.lower()].append((other, pk, f"{other.model._meta.verbose_name} “{strip(title)}”"))
    return {
        number: name
        for number, (obj, text) in enumerate(zip(objects, texts, strict=True))
        for name in _not_itself(kind, obj, having[text.lower()])
    }


def _published(kind: Kind, column: str, wanted: set[str]) -> Iterable[tuple[int, str, str]]:
    """SQLite folds the case of plain Latin letters only, hence the second condition."""
    rows = kind.model._default_manager.published().annotate(folded=Lower(column))  # type: ignore[attr-defined]
    alike = Q(folded__in={text.lower() for text in wanted}) | Q(**{f"{column}__in": wanted})
    return rows.filter(alike).order_by().values_list("pk", column, "title")


def _not_itself(kind: Kind, obj: Any, having: list[tuple[Kind, int, str]]) -> list[str]:
    return [name for other, pk, name in having if (other, pk) != (kind, obj.pk)][:1]
