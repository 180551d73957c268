"""A row as a line of JSON and back: the same line whichever database the row lies in."""

import datetime
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Field, ForeignKey, Model

from .tables import column_names, columns

Row = list[Any]
#: So many rows are held at once.
AT_ONCE = 500


def lines(model: type[Model], using: str) -> Iterator[bytes]:
    rows = model._base_manager.using(using).order_by("pk").values_list(*column_names(model))
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield _written(row).encode() + b"\n"


def reader(model: type[Model]) -> Callable[[bytes], Row]:
    """Reads a line of this table; a ``ValueError`` says that it is none."""
    converters = [_converter(field) for field in columns(model)]

    def read(line: bytes) -> Row:
        values = json.loads(line)
        if not isinstance(values, list) or len(values) != len(converters):
            raise ValueError("another number of columns")
        return [
            value if convert is None or value is None else convert(value)
            for value, convert in zip(values, converters, strict=True)
        ]

    return read


def _plain(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"No way to write {value!r} is known.")


_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode


def _moment(value: str) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment


def _a(kind: type) -> Callable[[Any], Any]:
    def same(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"{value!r} where {kind.__name__} belongs")
        return value

    return same


_CONVERTERS: dict[str, Callable[[Any], Any] | None] = {
    "BinaryField": lambda value: b64decode(value, validate=True),
    "BooleanField": _a(bool),
    "DateField": datetime.date.fromisoformat,
    "DateTimeField": _moment,
    "FloatField": _a(float),
    "JSONField": None,
    "UUIDField": UUID,
}


def _converter(field: Field) -> Callable[[Any], Any] | None:
    while isinstance(field, ForeignKey):
        field = field.target_field
    kind = field.get_internal_type()
    if kind in _CONVERTERS:
        return _CONVERTERS[kind]
    return _a(int) if kind.endswith(("IntegerField", "AutoField")) else _a(str)
