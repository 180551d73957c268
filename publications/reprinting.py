"""What publications print for an author, put right on all of them at once: a file may misspell each.

Nothing else changes a printed name but the form of its own publication; merging authors never does.
"""

import json
from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from nidairp.patience import patience

from .among import among
from .bibtex.entry import Name
from .models import Author, AuthorMerge, Contribution, ListSegment, Publication
from .models.locks import have_names_alone
from .tidying import prints

PARTS = ("family", "given", "prefix", "suffix")
WRITTEN = ["authors_text", "editors_text", "updated_at"]
BATCH = 500


def printed(author: Author) -> list[tuple[Name, int]]:
    """Each name, and on how many publications: the most frequent first."""
    if author.pk is None:
        return []
    several = author.contributions.order_by().values(*PARTS)
    names = several.annotate(times=Count("publication", distinct=True))
    rows = names.order_by("-times", "family", "given")
    return [(Name(**{part: row[part] for part in PARTS}), row["times"]) for row in rows]


def key(name: Name) -> str:
    """As a form sends it back: two names may read the same and have other parts."""
    return json.dumps([getattr(name, part) for part in PARTS])


@transaction.atomic
def reprint(author: Author, names: Collection[Name], user: AbstractBaseUser) -> int:
    """The author's own name in the place of these; answers on how many publications."""
    have_names_alone()
    keys = {key(name) for name in names}
    theirs = Contribution.objects.filter(author=author)
    wrong = [one for one in theirs if key(one.name) in keys - {key(author.name)}]
    having = _held({one.publication_id for one in wrong})
    right = {part: getattr(author.name, part) for part in PARTS}
    Contribution.objects.filter(among("pk", [one.pk for one in wrong])).update(**right)
    _note_in_merges(author, wrong, list(right.values()))
    said = {"default_user": user, "default_change_reason": prints(str(author))}
    for first in range(0, len(having), BATCH):
        rows = Publication.objects.in_bulk(having[first : first + BATCH])
        _name_anew(rows)
        bulk_update_with_history(list(rows.values()), Publication, WRITTEN, **said)
    ListSegment.objects.settle()
    return len(having)


def _note_in_merges(author: Author, wrong: list[Contribution], right: list[str]) -> None:
    """By the printed name a merge that is taken back finds again what it had moved."""
    old = {(one.publication_id, one.role, *(getattr(one, part) for part in PARTS)) for one in wrong}
    for merge in AuthorMerge.objects.filter(author__merged_into=author, undone_at=None):
        for rows in (merge.moved, merge.stayed):
            rows[:] = [[*row[:2], *right, *row[6:]] if tuple(row[:6]) in old else row for row in rows]
        merge.save(update_fields=["moved", "stayed"])


def _held(publications: Collection[int]) -> list[int]:
    """Who writes to one of them without writing names, as who takes it off the site, is waited for."""
    rows = Publication.objects.filter(among("pk", publications)).order_by("pk")
    with patience():
        return list(rows.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))


def _name_anew(rows: dict[int, Publication]) -> None:
    """The names in one line follow from their rows."""
    people: dict[tuple[int, str], list[str]] = {}
    contributions = Contribution.objects.filter(publication__in=rows)
    for one in contributions.order_by("publication", "role", "position"):
        people.setdefault((one.publication_id, one.role), []).append(str(one))
    for row in rows.values():
        row.updated_at = timezone.now()
        for role in Contribution.Role.values:
            setattr(row, f"{role}s_text", "; ".join(people.get((row.pk, role), [])))
