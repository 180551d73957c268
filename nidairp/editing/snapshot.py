"""An object's content as plain values, and back.

The content is what an editor can change: the fields of the row, and the rows below it that the model names in
``revised_with``. Beside each key that points at another row stands how that row was called, so that a version
can be read and compared long after the other is gone.

A version outlives changes of the tables: what is no field any longer is left out, and a field that a version
does not know stays as it is. So does one that points at what no longer exists, and that is said.
"""

import copy
import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey, Model, Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.text import capfirst

Values = dict[str, Any]
#: ``{"fields": values, "names": {field: how the other row is called}, "rows": {accessor: [the same each]}}``
Content = dict[str, Any]

#: Part of what is saved with a version, but no part of the text: restoring leaves it alone.
SCHEDULE = ("publish_at", "unpublish_at")


def content_fields(model: type[Model], *, below: Field | None = None) -> list[Field]:
    """The columns that hold content; of a row ``below``, not the key by which it belongs to the object."""
    return [f for f in model._meta.concrete_fields if f.editable and not f.primary_key and f != below]


def take(obj: Model, rows: Mapping[str, Iterable[Model]] | None = None) -> Content:
    """The object's content; ``rows`` stands for what the database has below it."""
    below = rows or {}
    return {
        **_values(obj, content_fields(type(obj))),
        "rows": {
            name: [_values(row, child_fields(obj, name)) for row in below.get(name, _rows_below(obj, name))]
            for name in accessors(obj)
        },
    }


def gather(objects: Iterable[Model]) -> None:
    """Reads what ``take`` needs of many objects, in a few queries for all of a kind."""
    kinds: dict[type[Model], list[Model]] = {}
    for obj in objects:
        kinds.setdefault(type(obj), []).append(obj)
    for model, several in kinds.items():
        keys = [field.name for field in content_fields(model) if isinstance(field, ForeignKey)]
        below = [Prefetch(name, _with_keys(model, name)) for name in accessors(model)]
        prefetch_related_objects(several, *keys, *below)


def accessors(obj: Model | type[Model]) -> tuple[str, ...]:
    return getattr(obj, "revised_with", ())


def relation(obj: Model | type[Model], accessor: str) -> Any:
    """The relation by which the rows belong to the object, whose own name has no ``_set``."""
    return next(r for r in obj._meta.related_objects if r.get_accessor_name() == accessor)


def child_fields(obj: Model | type[Model], accessor: str) -> list[Field]:
    found = relation(obj, accessor)
    return content_fields(found.related_model, below=found.field)


def _rows_below(obj: Model, accessor: str) -> Iterable[Model]:
    if obj.pk is None:
        return ()
    if accessor in getattr(obj, "_prefetched_objects_cache", ()):
        return list(getattr(obj, accessor).all())
    found = relation(obj, accessor)
    return _with_keys(obj, accessor).filter(**{found.field.name: obj.pk})


def _with_keys(obj: Model | type[Model], accessor: str) -> QuerySet:
    keys = [field.name for field in child_fields(obj, accessor) if isinstance(field, ForeignKey)]
    return relation(obj, accessor).related_model._default_manager.select_related(*keys)


def _values(obj: Model, fields: list[Field]) -> Content:
    keys = [field for field in fields if isinstance(field, ForeignKey)]
    named = {field.name: getattr(obj, field.name, None) for field in keys}
    return {
        "fields": {field.name: _value(field, obj) for field in fields},
        "names": {name: str(other) for name, other in named.items() if other is not None},
    }


def _value(field: Field, obj: Model) -> Any:
    value = field.value_from_object(obj)
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return value.astimezone(datetime.UTC).isoformat()
    return value if value is None or type(value) in (bool, int, str) else field.value_to_string(obj)


def fill(obj: Model, content: Content, *, leaving: Iterable[str] = ()) -> list[str]:
    """Puts the values into the object, in memory only, and says what of them no longer exists."""
    fields = [field for field in content_fields(type(obj)) if field.name not in leaving]
    return _fill(obj, fields, content, _others(fields, [content]))


def rows_of(obj: Model, content: Content, accessor: str) -> tuple[list[Model], list[str]]:
    """The rows below, made in memory and belonging to ``obj``; and what of them no longer exists."""
    found = relation(obj, accessor)
    fields = content_fields(found.related_model, below=found.field)
    stored = content["rows"].get(accessor, [])
    others = _others(fields, stored)
    rows, missing = [], []
    for values in stored:
        row = found.related_model(**{found.field.name: obj})
        missing += _fill(row, fields, values, others)
        if all(getattr(row, field.attname) is not None for field in fields if _must_point(field)):
            rows.append(row)
    return rows, missing


def _others(fields: list[Field], stored: list[Content]) -> dict[str, dict[Any, Model]]:
    """The rows that are pointed at, in one query for each key."""
    wanted = {
        f: {c["fields"].get(f.name) for c in stored} - {None} for f in fields if isinstance(f, ForeignKey)
    }
    return {
        field.name: field.remote_field.model._base_manager.in_bulk(keys)
        for field, keys in wanted.items()
        if keys
    }


def _must_point(field: Field) -> bool:
    return isinstance(field, ForeignKey) and not field.null


def _fill(
    obj: Model, fields: list[Field], content: Content, others: dict[str, dict[Any, Model]]
) -> list[str]:
    missing = []
    for field in fields:
        if field.name in content["fields"]:
            try:
                _put(obj, field, content["fields"][field.name], others.get(field.name, {}))
            except LookupError:
                missing.append(_gone(field, content))
    return missing


def _put(obj: Model, field: Field, stored: Any, others: dict[Any, Model]) -> None:
    """Raises ``LookupError`` where the value points at nothing, or is none that the field still takes."""
    if isinstance(field, ForeignKey):
        if stored is not None and stored not in others and field.null:
            setattr(obj, field.name, None)
        setattr(obj, field.name, None if stored is None else others[stored])
        return
    try:
        value = field.to_python(stored)
    except ValidationError as error:
        raise LookupError from error
    if field.value_from_object(obj) != value:
        setattr(obj, field.attname, value)


def _gone(field: Field, content: Content) -> str:
    name = content["names"].get(field.name) or content["fields"][field.name]
    return f"{capfirst(field.verbose_name)} “{name}” no longer exists."


def same(one: Content, other: Content) -> bool:
    """Whether both say the same of all that both know; when they are to be shown is not part of that."""
    rows = one["rows"].keys() & other["rows"].keys()
    pairs = [
        (one, other),
        *(pair for name in rows for pair in zip(one["rows"][name], other["rows"][name], strict=False)),
    ]
    return all(len(one["rows"][name]) == len(other["rows"][name]) for name in rows) and all(
        _same_values(a["fields"], b["fields"]) for a, b in pairs
    )


def _same_values(one: Values, other: Values) -> bool:
    return all(one[name] == other[name] for name in one.keys() & other.keys() if name not in SCHEDULE)


def with_fields(content: Content, **values: Any) -> Content:
    """The same content with other values in some fields."""
    return {**copy.deepcopy(content), "fields": {**content["fields"], **values}}
