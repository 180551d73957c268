"""What the page of an import shows: counts, and fifty rows with all that is to be known to decide them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from .citations import details
from .importing import decisions, putting_right, stored
from .importing.deciding import choices, choices_of
from .models import Contribution, ImportBatch, ImportRow, Publication, type_label

PER_PAGE = 50
_LONGEST_QUERY = 200
_TO_DECIDE = (ImportRow.Outcome.CONFLICT, ImportRow.Outcome.POSSIBLE)
#: What warnings are called that their code does not say by itself.
WARNINGS = {
    "corrected": "corrected here",
    "duplicate-field": "field given twice",
    "duplicate-key": "key used twice",
    "far-year": "year far ahead",
    "inherited": "completed from a crossref",
    "missing-key": "key made",
    "missing-parent": "crossref not found",
    "no-date": "date not understood",
    "no-doi": "not a DOI",
    "no-link": "address not linked",
    "no-title": "without a title",
    "no-year": "without a year",
    "part-of-date": "month or day not understood",
    "part-of-doi": "words behind a DOI left out",
    "twice-encoded": "letters encoded twice",
    "undecoded": "LaTeX left as it is",
    "undefined-string": "abbreviation not defined",
    "unknown-type": "type not known",
}
#: In the place of an outcome: what waits for somebody to decide it, whatever its outcome.
UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Filters:
    """What of a batch is shown."""

    outcome: str = ""
    warning: str = ""
    query: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> "Filters":
        known = asked.get("outcome", "")
        return cls(
            known if known in (*ImportRow.Outcome.values, UNDECIDED) else "",
            _clean(asked.get("warning", "")),
            _clean(asked.get("q", "")),
        )

    def rows(self, batch: ImportBatch) -> "QuerySet[ImportRow]":
        rows = batch.rows.order_by("position")
        if self.outcome == UNDECIDED:
            rows = undecided(rows)
        elif self.outcome:
            rows = rows.filter(outcome=self.outcome)
        if self.warning:
            rows = rows.filter(warnings__icontains=f'"{self.warning}"')
        if self.query:
            rows = rows.filter(Q(key__icontains=self.query) | Q(title__icontains=self.query))
        return rows

    @property
    def address(self) -> str:
        """The same filters as the query of an address, for the links to other pages."""
        parts = {"outcome": self.outcome, "warning": self.warning, "q": self.query}
        return urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a difference, as people read it."""

    name: str
    before: str
    after: str
    edited: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """How an entry will read on the site."""

    people: str
    title: str
    label: str
    details: str
    abstract: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with what stands around it."""

    row: ImportRow
    fields: list[Field]
    choices: list[tuple[str, str]]
    candidates: list[tuple[Publication, str]]
    reading: Reading | None
    here: Reading | None
    # The import that corrects it, where this one was applied before that.
    correction: ImportBatch | None

    @property
    def can_be_corrected(self) -> bool:
        return self.correction is None and putting_right.is_open(self.row)

    @property
    def is_twin(self) -> bool:
        """Whether it stands against an earlier entry of the file, and nothing that is here."""
        return self.row.publication_id is None and self.row.twin is not None

    @property
    def is_read(self) -> bool:
        """Whether the site reads so since the import; it may have been changed after that."""
        return self.row.result in (*ImportRow.WRITTEN, ImportRow.Result.UNCHANGED)

    @property
    def badge(self) -> str:
        """The name of its colour in the admin's style sheet."""
        return {"update": "changed", "possible": "conflict", "aside": "unchanged"}.get(
            self.row.outcome, self.row.outcome
        )


def context(batch: ImportBatch, asked: QueryDict) -> dict[str, Any]:
    """All that the preview's template needs to know of a batch."""
    filters = Filters.of(asked)
    counts, results = batch.counts(), batch.results()
    page = page_of(batch, filters, asked.get("page"))
    return {
        "filters": filters,
        "page_obj": page,
        "rows": list(shown(page)),
        "counts": _labelled(ImportRow.Outcome.choices, counts),
        "results": _labelled(ImportRow.Result.choices, results),
        "written": any(kind in results for kind in ImportRow.WRITTEN),
        "warnings": [
            (code, WARNINGS.get(code) or code.replace("-", " "), count)
            for code, count in batch.warnings.items()
        ],
        "kinds": decisions.kinds(batch, counts),
        "ready": batch.state == ImportBatch.State.READY,
        "undecided": undecided(batch.rows).count(),
    }


def undecided(rows: "QuerySet[ImportRow]") -> "QuerySet[ImportRow]":
    """What is left out unless somebody says otherwise."""
    return rows.filter(outcome__in=_TO_DECIDE, decision="")


def question(batch: ImportBatch) -> dict[str, Any]:
    """What to say before a batch is applied or taken back."""
    return {
        "counts": _labelled(ImportRow.Outcome.choices, batch.counts()),
        "results": _labelled(ImportRow.Result.choices, batch.results()),
        "undecided": undecided(batch.rows).count(),
        "decided": list(_decided(batch)),
    }


def _decided(batch: ImportBatch) -> Iterator[tuple[str, str, int]]:
    """The name of a kind, what was decided otherwise than proposed, and for how many."""
    rows = batch.rows.exclude(decision="").order_by().values_list("outcome", "decision")
    for outcome, decision, count in rows.annotate(count=Count("pk")).order_by("outcome", "decision"):
        words = dict(choices(ImportRow.Outcome(outcome), batch))
        yield str(ImportRow.Outcome(outcome).label), words.get(decision, decision), count


def _labelled(choices: Iterable[tuple[str, str]], counts: dict[str, int]) -> list[tuple[str, str, int]]:
    return [(value, label, counts[value]) for value, label in choices if value in counts]


def page_of(batch: ImportBatch, filters: Filters, number: str | None) -> "Page[ImportRow]":
    return Paginator(filters.rows(batch), PER_PAGE).get_page(number)


def page_with(row: ImportRow) -> int:
    """The number of the page on which it stands while nothing is left out."""
    return 1 + row.batch.rows.filter(position__lt=row.position).count() // PER_PAGE


def shown(rows: Iterable[ImportRow]) -> Iterator[Shown]:
    several = list(rows)
    wanted = {one["publication"] for row in several for one in row.candidates}
    there = Publication.objects.with_people().in_bulk(
        wanted | {row.publication_id for row in several if row.publication_id}
    )
    apart = putting_right.corrections(several[0].batch, several) if several else {}
    for row in several:
        candidates, correction = _candidates(row, there), apart.get(row.position)
        yield Shown(
            row, _fields(row), choices_of(row), candidates, _reading(row), _here(row, there), correction
        )


def _fields(row: ImportRow) -> list[Field]:
    return [
        Field(_in_words(name), *(readable(one[side], name) for side in ("before", "after")), one["edited"])
        for name, one in row.differences.items()
    ]


def _in_words(name: str) -> str:
    """As files call a field; the columns that no file knows by their names."""
    return {"entry_type": "kind of publication", "techtype": "type"}.get(name, name.removeprefix("extra."))


def readable(value: Any, name: str = "") -> str:
    """A field's value in one line: names as "van der Berg, Jan; Koob, George F"."""
    if isinstance(value, list):
        return "; ".join(_person(name) for name in value)
    if name == "entry_type" and value:
        kind, _, written = str(value).partition(" ")
        return f"{type_label(kind)} (@{written})" if written else type_label(kind)
    return "" if value is None else str(value)


def _person(name: list[str]) -> str:
    if len(name) == 1:
        return "and others"
    prefix, family, suffix, given = name
    return ", ".join(part for part in (f"{prefix} {family}".strip(), suffix, given) if part)


def _candidates(row: ImportRow, there: dict[int, Publication]) -> list[tuple[Publication, str]]:
    """What was here before the import: not what it has made of this very row."""
    made = row.publication_id if row.result == ImportRow.Result.CREATED else None
    found = [(one["publication"], one["reason"]) for one in row.candidates] or [
        (row.publication_id, row.reason)
    ]
    return [(there[pk], reason) for pk, reason in found if pk in there and pk != made]


def _reading(row: ImportRow) -> Reading | None:
    """None for what makes no publication."""
    if not row.values:
        return None
    values = stored.expanded(row.values)
    # A key that no row has: without one Django lets nobody ask for the people.
    publication = Publication(pk=0, **values["columns"])
    people = [Contribution(**person) for person in values["people"]]
    publication._prefetched_objects_cache = {"contributions": people}
    return _reads(publication)


def _here(row: ImportRow, there: dict[int, Publication]) -> Reading | None:
    """The record here, to stand beside the file's; only where somebody has to decide between them."""
    publication = there.get(row.publication_id or 0)
    waits = row.outcome in _TO_DECIDE and row.result != ImportRow.Result.CREATED
    return _reads(publication) if publication and waits else None


def _reads(publication: Publication) -> Reading:
    names = publication.people("author") or publication.people("editor")
    return Reading(
        people="; ".join(map(str, names)),
        title=publication.title,
        label=publication.get_entry_type_display(),
        details=details.render(publication),
        abstract=publication.abstract,
    )


def _clean(text: str) -> str:
    return " ".join("".join(letter for letter in text if letter.isprintable())[:_LONGEST_QUERY].split())
