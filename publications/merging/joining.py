"""Merging authors: one transaction that nobody who writes names can run into, and a record of all it did.

The printed names stay as they are on each publication, so nothing changes in what is exported. The author who
is merged stays as a row that leads to the other: its address and its name, in later imports too, are the
other's.
"""

from collections.abc import Collection
from typing import Any

from django.db import OperationalError, transaction
from django.utils import timezone

from nidairp.patience import Busy, patience
from publications.merging.facts import obstacles
from publications.models import Author, AuthorMerge, AuthorPair, Contribution, name_key
from publications.models.locks import have_names_alone

FILLED = ("orcid", "affiliation")
PRINTED = ("publication_id", "role", "family", "given", "prefix", "suffix")
WAIT = "Authors are being written just now, perhaps by an import. Nothing was changed: try again in a moment."


class NotPossible(Exception):
    """Says why, in words for whoever asked."""


def merge(keep: int, others: Collection[int], *, user: Any = None) -> list[AuthorMerge]:
    """Makes the others the one that is kept; all of them or none."""
    try:
        with transaction.atomic(), patience():
            have_names_alone()
            rows = Author.objects.select_for_update(of=("self",)).order_by("pk")
            found = rows.in_bulk([keep, *others])
            _check(found, keep, others)
            return [_merge_one(found[pk], found[keep], user) for pk in others]
    except (Busy, OperationalError) as problem:
        raise NotPossible(WAIT) from problem


def _check(found: dict[int, Author], keep: int, others: Collection[int]) -> None:
    if not others or keep in others:
        raise NotPossible("Choose at least two authors, and which of their names stays.")
    if found.keys() < {keep, *others}:
        raise NotPossible("One of these authors is not there any more. Nothing was changed.")
    if problems := obstacles(found.values()):
        raise NotPossible(" ".join(problems))


def _merge_one(author: Author, into: Author, user: Any) -> AuthorMerge:
    rows = Contribution.objects.order_by("pk").filter(author=author)
    moved = [list(row) for row in rows.values_list(*PRINTED, "position")]
    done = AuthorMerge(author=author, into=into, merged_by=user, moved=moved)
    done.works = len({row[0] for row in moved})
    done.stayed = [list(row) for row in _with_name_of(author, into)]
    done.followers = list(author.merged.order_by("pk").values_list("pk", flat=True))
    done.filled = _fill(author, into)
    rows.update(author=into)
    author.merged.update(merged_into=into)
    Author.objects.filter(pk=author.pk).update(merged_into=into)
    done.ruled_out = _rule_out(author, into, user)
    done.save()
    return done


def _with_name_of(author: Author, holder: Author) -> list[tuple[Any, ...]]:
    """The holder's contributions that bear the author's very name."""
    rows = Contribution.objects.order_by("pk").filter(author=holder).values_list(*PRINTED)
    key = author.name_key
    return [row for row in rows if name_key(Contribution(**dict(zip(PRINTED, row, strict=True))).name) == key]


def _fill(author: Author, into: Author) -> dict[str, str]:
    filled = {
        name: getattr(author, name) for name in FILLED if getattr(author, name) and not getattr(into, name)
    }
    if filled:
        for name, value in filled.items():
            setattr(into, name, value)
        into.save(update_fields=[*filled, "block"])
    return filled


def _rule_out(author: Author, into: Author, user: Any) -> dict[str, list[int]]:
    """Who is not the author is not the other either."""
    different = AuthorPair.State.DIFFERENT
    decided = AuthorPair.objects.filter(state=different)
    strangers = {
        *decided.filter(first=author).values_list("second", flat=True),
        *decided.filter(second=author).values_list("first", flat=True),
    }
    done: dict[str, list[int]] = {"made": [], "closed": []}
    for pk in sorted(strangers - {into.pk}):
        first, second = sorted((pk, into.pk))
        said = {"state": different, "decided_by": user, "decided_at": timezone.now()}
        pair, is_new = AuthorPair.objects.get_or_create(first_id=first, second_id=second, defaults=said)
        if is_new:
            done["made"].append(pair.pk)
        elif pair.state != different:
            AuthorPair.objects.filter(pk=pair.pk).update(**said)
            done["closed"].append(pair.pk)
    return done
