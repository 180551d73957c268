"""Publications read back as values, many at a time: what a file's values are compared with."""

from collections.abc import Collection, Iterable
from typing import Any

from publications.among import among
from publications.importing.plan import Flat, flat
from publications.mapping import COLUMNS
from publications.models import Contribution, Publication
from publications.models.import_batch import ImportBatch, ImportRow
from publications.values import Person, Values

_PERSON = ("role", "family", "given", "prefix", "suffix")


def load(pks: Collection[int]) -> dict[int, Values]:
    """The values of these publications; those that are gone are left out."""
    found: dict[int, Values] = {}
    rows = Publication.objects.filter(among("pk", pks)).order_by().values_list("pk", *COLUMNS)
    for pk, *columns in rows:
        found[pk] = {"columns": dict(zip(COLUMNS, columns, strict=True)), "people": []}
    people = Contribution.objects.filter(among("publication", found)).order_by(
        "publication_id", "role", "position"
    )
    for pk, role, family, given, prefix, suffix in people.values_list("publication_id", *_PERSON):
        person: Person = {"role": role, "family": family, "given": given, "prefix": prefix, "suffix": suffix}
        found[pk]["people"].append(person)
    return found


def load_locked(pks: Collection[int], *, to_delete: bool = False) -> dict[int, Values]:
    """The same for whoever goes on to write them: what somebody is saving just now is waited for and seen.

    What is to be deleted nobody can begin to point at, either.
    """
    rows = Publication.objects.filter(among("pk", pks)).order_by("pk")
    held = rows.select_for_update(of=("self",), no_key=not to_delete)
    return load(list(held.values_list("pk", flat=True)))


def last_written(pks: Iterable[int]) -> dict[int, Flat]:
    """What imports that still stand wrote last in each field of these publications, or were told to leave."""
    rows = ImportRow.objects.filter(among("publication", pks), batch__state=ImportBatch.State.APPLIED)
    settled = rows.exclude(result=ImportRow.Result.STALE).exclude(
        result=ImportRow.Result.LEFT, decision=ImportRow.Decision.NONE
    )
    found: dict[int, Flat] = {}
    wanted = ("publication_id", "values", "differences", "decision")
    for pk, values, differences, decision in settled.order_by("batch_id", "position").values_list(*wanted):
        if values:
            said = flat(expanded(values)).items()
            open_questions = (
                set() if decision else {name for name, one in differences.items() if one["edited"]}
            )
            found.setdefault(pk, {}).update(
                {name: value for name, value in said if name not in open_questions}
            )
    return found


def compact(values: Values) -> dict[str, Any]:
    """Values for storing: without what is empty."""
    columns = {name: value for name, value in values["columns"].items() if value}
    return {"columns": columns, "people": values["people"]}


def expanded(stored: dict[str, Any]) -> Values:
    """Stored values with every column again."""
    return {"columns": {**_EMPTY, "extra": {}, **stored["columns"]}, "people": stored["people"]}


_EMPTY: dict[str, Any] = dict.fromkeys(COLUMNS, "") | {
    "year": None, "has_more_authors": False, "has_more_editors": False
}  # fmt: skip
