"""Looks at every link that stands in something public, and keeps what was found wrong.

Links into this site are told in a few queries for many rows. Links to other sites are asked for only when
that is wished; else what is known of them stays, while they stand where they stood.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from nidairp.in_pieces import in_pieces

from . import asking, inside
from .models import LONGEST, Finding, digest_of
from .problems import Kind, Problem
from .sources import Source, every_source, source_of

CHUNK = 500
NO_ADDRESS = Problem(Kind.NO_ADDRESS, "This is not an address.")


class Standing(NamedTuple):
    """One link where it stands; ``address`` is the whole of it, ``where`` the name of its row."""

    content_type: int
    object_id: int
    field: str
    link: str
    address: str
    where: str

    @property
    def key(self) -> tuple[int, int, str, str]:
        return self.content_type, self.object_id, self.field, digest_of(self.link)


class Broken(NamedTuple):
    standing: Standing
    problem: Problem


@dataclass(slots=True)
class Outcome:
    """``broken`` leaves out what somebody has dismissed."""

    rows: int = 0
    links: int = 0
    broken: list[Broken] = field(default_factory=list)


def check(external: bool = False) -> Outcome:
    """All sources; what is no longer wrong, or no longer there, is forgotten."""
    outcome, begun = Outcome(), timezone.now()
    unseen = {finding.key: finding.pk for finding in Finding.objects.filter(is_outside=True)}
    known, to_ask = dict(unseen), defaultdict(list)
    for source in every_source():
        for rows in in_pieces(source.rows()):
            links = [one for row in rows for one in standing(source, row)]
            outcome.rows, outcome.links = outcome.rows + len(rows), outcome.links + len(links)
            outcome.broken += keep(_told_inside([one for one in links if not _is_outside(one)]))
            for one in filter(_is_outside, links):
                unseen.pop(one.key, None)
                if external:
                    to_ask[one.address].append(one)
    Finding.objects.filter(is_outside=False, last_checked__lt=begun).delete()
    Finding.objects.filter(pk__in=unseen.values()).delete()
    outcome.broken += _ask(to_ask, known)
    return outcome


def look_again(findings: Iterable[Finding]) -> int:
    """Forgets those that are mended, or no longer there, and answers how many; other sites are not asked."""
    findings = list(findings)
    wrong: set[tuple[Any, ...]] = set()
    for kind, pk in {(finding.content_type, finding.object_id) for finding in findings}:
        source = source_of(kind.model_class())
        row = source.rows().filter(pk=pk).first() if source else None
        links = list(standing(source, row)) if source and row else []
        wrong |= {one.key for one in links if _is_outside(one)}
        wrong |= {one.key for one, _ in _told_inside([one for one in links if not _is_outside(one)])}
    mended = [finding.pk for finding in findings if finding.key not in wrong]
    Finding.objects.filter(pk__in=mended).delete()
    return len(mended)


def standing(source: Source, row: Model) -> Iterator[Standing]:
    """The links of a row that should lead to a page, each once in each field."""
    kind = ContentType.objects.get_for_model(row)
    base, where = source.base(row), f"{row._meta.verbose_name} “{row}”"
    for found in dict.fromkeys(source.links(row)):
        if address := inside.whole(base, found.href):
            yield Standing(kind.pk, row.pk, found.field, found.href, address, where)


def _is_outside(one: Standing) -> bool:
    return one.address != inside.NONE and not inside.is_inside(one.address)


def _told_inside(links: list[Standing]) -> list[Broken]:
    wrong = inside.problems({one.address for one in links if one.address != inside.NONE})
    wrong[inside.NONE] = NO_ADDRESS
    return [Broken(one, wrong[one.address]) for one in links if one.address in wrong]


def _ask(links: dict[str, list[Standing]], known: dict) -> list[Broken]:
    broken: list[Broken] = []
    for address, problem in asking.problems(links):
        if problem:
            broken += keep([Broken(one, problem) for one in links[address]])
        else:
            mended = [known[one.key] for one in links[address] if one.key in known]
            Finding.objects.filter(pk__in=mended).delete()
    return broken


@transaction.atomic
def keep(broken: list[Broken]) -> list[Broken]:
    """Those that nobody has dismissed. What was wrong before keeps its date, and its dismissal."""
    made = Finding.objects.bulk_create(
        map(_finding, broken),
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["content_type", "object_id", "field", "digest"],
        update_fields=["kind", "says", "is_outside", "last_checked"],
    )
    open_ones = set(
        Finding.objects.open().filter(pk__in=[one.pk for one in made]).values_list("pk", flat=True)
    )
    return [one for one, finding in zip(broken, made, strict=True) if finding.pk in open_ones]


def _finding(broken: Broken) -> Finding:
    one, problem = broken
    content_type, object_id, field_name, digest = one.key
    now = timezone.now()
    return Finding(
        content_type_id=content_type,
        object_id=object_id,
        field=field_name,
        digest=digest,
        link=one.link[:LONGEST],
        is_outside=_is_outside(one),
        kind=problem.kind,
        says=problem.says[:500],
        first_seen=now,
        last_checked=now,
    )
