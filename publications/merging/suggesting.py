"""Pairs of authors that may be one person, kept as rows so that a page of them is there at once.

Names are compared within their block only, when they are new: the work grows with the number of names, not
with its square. What is decided stays decided; what no longer fits goes.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from django.db import connection, transaction

from publications.among import among
from publications.merging.alike import Reason, alike, block, parts
from publications.models import Author, AuthorPair, Contribution

#: So many new names are compared in one transaction.
STEP = 500
#: A short name that fits more others than these proves nothing, unless they wrote with the same people.
MOST_RIVALS = 5
#: So many of them are named.
NAMED_RIVALS = 3
#: Papers of large consortia make everybody everybody's co-author.
LAST_POSITION = 50
SAME_ORCID = "orcid"
_SCORES = {Reason.SPELLING: 80, Reason.GIVEN_NAME: 60, Reason.INITIALS: 45, Reason.ONE_INITIAL: 30}
_DOUBT, _AMBIGUOUS, _SHARED, _MOST_SHARED = -10, -40, 6, 5
_SAID = ("reasons", "rivals", "is_ambiguous", "shared", "score")

Key = tuple[int, int]


@dataclass(slots=True)
class Pair:
    reasons: list[str]
    rivals: list[int] = field(default_factory=list)
    shared: int = 0

    @property
    def score(self) -> int:
        if SAME_ORCID in self.reasons:
            return 100
        doubts = _DOUBT * (len(self.reasons) - 1) + (_AMBIGUOUS if self.rivals else 0)
        return _SCORES[Reason(self.reasons[0])] + doubts + _SHARED * min(self.shared, _MOST_SHARED)


def waiting() -> int:
    """How many names have come in and not been compared."""
    return Author.objects.standing().filter(block="").count()


def start_anew() -> None:
    """Lets all names be compared again; what people have decided stays."""
    Author.objects.update(block="")


@transaction.atomic
def compare_next(count: int = STEP) -> int:
    """Compares some of the new names with all that can be like them, and says how many it took."""
    new = _take(count)
    blocks, orcids = {author.block for author in new}, {author.orcid for author in new} - {""}
    standing = Author.objects.standing().order_by()
    near = {author.pk: author for author in standing.filter(among("block", blocks))}
    same_orcid = _of_one_orcid([*near.values(), *standing.filter(among("orcid", orcids))])
    wanted = _worth_asking(_alike(near.values()))
    for key in same_orcid:
        wanted.setdefault(key, Pair([])).reasons.insert(0, SAME_ORCID)
    _keep(near.keys() | {pk for key in same_orcid for pk in key}, wanted)
    return len(new)


def _take(count: int) -> list[Author]:
    """New names, with their blocks; of two who take at once, each gets others."""
    rows = Author.objects.standing().filter(block="")
    if connection.vendor == "postgresql":
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    new = list(rows[:count])
    for author in new:
        author.block = block(author.name)
    Author.objects.bulk_update(new, ["block"], batch_size=STEP)
    return new


def _alike(authors: Iterable[Author]) -> dict[Key, Pair]:
    groups = defaultdict(list)
    for author in authors:
        given = parts(author.name).given
        groups[author.block, given[0][0] if given else ""].append(author)
    return {
        (min(one.pk, other.pk), max(one.pk, other.pk)): Pair([str(reason) for reason in reasons])
        for group in groups.values()
        for one, other in combinations(group, 2)
        if not (one.orcid and other.orcid) and (reasons := alike(one.name, other.name))
    }


def _worth_asking(pairs: dict[Key, Pair]) -> dict[Key, Pair]:
    """Without two who sign one paper, and without a short name that fits a crowd of strangers."""
    _note_rivals(pairs)
    known = _co_authors({pk for key in pairs for pk in key})
    for (first, second), pair in pairs.items():
        pair.shared = len(known[first] & known[second])
    return {
        (first, second): pair
        for (first, second), pair in pairs.items()
        if second not in known[first] and (pair.shared or len(pair.rivals) <= MOST_RIVALS)
    }


def _note_rivals(pairs: dict[Key, Pair]) -> None:
    """Who fits one of the two and not the other."""
    fitting: defaultdict[int, set[int]] = defaultdict(set)
    for first, second in pairs:
        fitting[first].add(second)
        fitting[second].add(first)
    for (first, second), pair in pairs.items():
        pair.rivals = sorted((fitting[first] ^ fitting[second]) - {first, second})


def _of_one_orcid(authors: Iterable[Author]) -> set[Key]:
    groups = defaultdict(set)
    for author in authors:
        groups[author.orcid].add(author.pk)
    groups.pop("", None)
    return {key for group in groups.values() for key in combinations(sorted(group), 2)}


def _co_authors(pks: set[int]) -> defaultdict[int, set[int]]:
    """With whom each has written."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    role = Contribution.Role.AUTHOR
    signed = Contribution.objects.order_by().filter(among("author", pks), role=role)
    with_others = signed.filter(
        publication__contributions__role=role, publication__contributions__position__lt=LAST_POSITION
    )
    for author, other in with_others.values_list("author", "publication__contributions__author").distinct():
        if other != author:
            found[author].add(other)
    return found


def _keep(compared: Iterable[int], wanted: dict[Key, Pair]) -> None:
    """Writes the pairs among those compared; what was decided is left alone."""
    several = sorted(compared)
    there = AuthorPair.objects.filter(among("first", several), among("second", several)).order_by()
    rows = {(pair.first_id, pair.second_id): pair for pair in there}
    gone = [row.pk for key, row in rows.items() if key not in wanted and row.state == AuthorPair.State.OPEN]
    AuthorPair.objects.filter(among("pk", gone)).delete()
    kept = [_describe(rows[key], wanted[key]) for key in wanted.keys() & rows.keys()]
    AuthorPair.objects.bulk_update(kept, _SAID, batch_size=STEP)
    fresh = [
        _describe(AuthorPair(first_id=first, second_id=second), wanted[first, second])
        for first, second in sorted(wanted.keys() - rows.keys())
    ]
    AuthorPair.objects.bulk_create(fresh, batch_size=STEP, ignore_conflicts=True)


def _describe(row: AuthorPair, pair: Pair) -> AuthorPair:
    row.reasons, row.rivals, row.shared = pair.reasons, pair.rivals[:NAMED_RIVALS], pair.shared
    row.is_ambiguous = bool(pair.rivals) and SAME_ORCID not in pair.reasons
    row.score = pair.score
    return row
