"""A merge taken back: who was merged is as before; what has changed since is said, and left as it is.

Of several merges one after the other any may be taken back, in any order. The later ones forget what the
earlier one takes with it, so that they give back what is theirs and nothing else.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import OperationalError, transaction
from django.utils import timezone

from nidairp.patience import Busy, patience
from publications.among import among
from publications.merging.joining import PRINTED, WAIT, NotPossible
from publications.models import Author, AuthorMerge, AuthorPair, Contribution, Publication, name_key
from publications.models.locks import have_names_alone

_CHUNK = 1000
_NAMED = 20

Printed = tuple[Any, ...]


def undo(merge: AuthorMerge, *, user: Any = None) -> AuthorMerge:
    """Takes the merge back; done once, it does nothing more."""
    try:
        with transaction.atomic(), patience():
            have_names_alone()
            row = AuthorMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
            if row.undone_at is None:
                _part(row)
                row.undone_at, row.undone_by = timezone.now(), user
                row.save()
            return row
    except (Busy, OperationalError) as problem:
        raise NotPossible(WAIT) from problem


def _part(merge: AuthorMerge) -> None:
    author, holder = merge.author, merge.author.merged_into
    if holder is None:
        raise NotPossible(f"“{author}” stands alone already.")
    later = list(_way_up(merge))
    returned, merge.remarks = _give_back(merge, holder)
    for step in later:
        step.moved = [row for row in step.moved if _printed(row) not in returned]
        step.followers = [pk for pk in step.followers if pk not in {author.pk, *merge.followers}]
        step.save(update_fields=["moved", "followers"])
    _let_followers_go(merge, holder)
    Author.objects.filter(pk=author.pk).update(merged_into=None, block="")
    for step in (merge, *later):
        _empty(step, merge.filled)
    _rule_in(merge)


def _way_up(merge: AuthorMerge) -> Iterator[AuthorMerge]:
    """The merges by which the other author has become somebody else since."""
    standing = AuthorMerge.objects.filter(undone_at=None)
    step = standing.filter(author=merge.into).first()
    while step is not None:
        yield step
        step = standing.filter(author=step.into).first()


def _give_back(merge: AuthorMerge, holder: Author) -> tuple[set[Printed], list[str]]:
    """Moves what was moved, and what has come in under this name since; says what is not there any more."""
    wanted = Counter(map(_printed, merge.moved))
    left = wanted.copy()
    columns = ("pk", *PRINTED, "position")
    rows = Contribution.objects.order_by("pk").filter(author=holder).values_list(*columns)
    at_their_places = set(map(tuple, merge.moved))
    in_turn = sorted(rows, key=lambda row: row[1:] not in at_their_places)
    here = {row[0]: _printed(row[1:]) for row in in_turn}
    back = {pk: row for pk, row in here.items() if _taken(row, left) or _has_come_since(row, merge, holder)}
    pks = list(back)
    for at in range(0, len(pks), _CHUNK):
        Contribution.objects.filter(among("pk", pks[at : at + _CHUNK])).update(author=merge.author)
    returned = set(back.values())
    remarks = [*_remarks(sorted(wanted.keys() - returned, key=str)), *_printing_another(returned, holder)]
    return returned, remarks


def _printed(row: Sequence[Any]) -> Printed:
    """Without its place, which merges of earlier days did not note."""
    return tuple(row[: len(PRINTED)])


def _taken(row: Printed, left: Counter[Printed]) -> bool:
    """As often as it was moved: since names were put right, another may print the same beside it.

    Those that stand where they stood when they were moved come first.
    """
    left[row] -= 1
    return left[row] >= 0


def _printing_another(returned: set[Printed], holder: Author) -> Iterator[str]:
    several = {row[0] for row in returned if _name_key(row) == holder.name_key}
    if several:
        works = "1 publication prints" if len(several) == 1 else f"{len(several)} publications print"
        yield f"{works} “{holder}”, which was corrected in the meantime: correct it again under the author."


def _has_come_since(row: Printed, merge: AuthorMerge, holder: Author) -> bool:
    if holder.pk != merge.into_id or list(row) in merge.stayed:
        return False
    return _name_key(row) == merge.author.name_key


def _name_key(row: Printed) -> str:
    return name_key(Contribution(**dict(zip(PRINTED, row, strict=True))).name)


def _remarks(missing: list[Printed]) -> Iterator[str]:
    there = Publication.objects.only("title", "citation_key").in_bulk([row[0] for row in missing])
    gone = {row[0] for row in missing} - there.keys()
    if gone:
        yield f"{len(gone)} publication{'s have' if len(gone) > 1 else ' has'} been deleted since."
    changed = [row for row in missing if row[0] in there]
    for row in changed[:_NAMED]:
        name = Contribution(**dict(zip(PRINTED, row, strict=True))).name
        yield f"“{there[row[0]]}”: “{name}” is not there any more, or somebody else’s now; left as it is."
    if len(changed) > _NAMED:
        yield f"And {len(changed) - _NAMED} more like these."


def _let_followers_go(merge: AuthorMerge, holder: Author) -> None:
    """Who had been merged into this author before goes with it, unless merged otherwise since."""
    now = dict(AuthorMerge.objects.filter(undone_at=None).values_list("author", "into"))
    follow = [pk for pk in merge.followers if _leads_to(pk, merge.author_id, now)]
    Author.objects.filter(pk__in=follow, merged_into=holder).update(merged_into=merge.author)


def _leads_to(pk: int, goal: int, into: dict[int, int]) -> bool:
    while pk in into and pk != goal:
        pk = into[pk]
    return pk == goal


def _empty(step: AuthorMerge, filled: dict[str, str]) -> None:
    """Takes away again what the other author had not, where it still says the same."""
    into = step.into
    still = {name for name, value in filled.items() if step.filled.get(name) == value == getattr(into, name)}
    taken = sorted(still)
    for name in taken:
        setattr(into, name, "")
    if taken:
        into.save(update_fields=[*taken, "block"])


def _rule_in(merge: AuthorMerge) -> None:
    made, closed = merge.ruled_out.get("made", []), merge.ruled_out.get("closed", [])
    AuthorPair.objects.filter(pk__in=made).delete()
    AuthorPair.objects.filter(pk__in=closed).update(state=AuthorPair.State.OPEN)
