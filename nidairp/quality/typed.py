"""A form as it stands in the browser, not saved and perhaps not valid, as an object that can be checked."""

import copy
import re
from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseFormSet, BaseModelForm, Field
from django.http import QueryDict

from .kinds import Rows

_ROW = re.compile(r"(?P<table>[\w-]+)-(?P<number>\d+)-(?P<column>\w+)")


def typed_over(form: BaseModelForm, instance: Model) -> Model:
    """A copy of the instance with every field that can be read as it was typed; a bad one keeps what it had.

    Not ``form.full_clean()``: that locks the row, and refuses all where one field is wrong.
    """
    typed = copy.copy(instance)
    typed._state = copy.copy(instance._state)
    columns = {column.name for column in instance._meta.concrete_fields if not column.primary_key}
    for name in columns & set(form.fields):
        field = form.fields[name]
        value = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        _put(typed, name, field, value)
    return typed


def _put(typed: Model, name: str, field: Field, value: Any) -> None:
    is_file = hasattr(field, "max_upload_size") or field.widget.needs_multipart_form
    if is_file and value is None:
        return
    field.required = False
    try:
        clean = "" if value is False else field.clean(value)
    except ValidationError:
        return
    setattr(typed, name, clean)


def rows_of(data: QueryDict) -> Rows:
    """The tables of a form; rows that are ticked for deletion are left out."""
    tables: dict[str, dict[int, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for name, value in data.items():
        if part := _ROW.fullmatch(name):
            tables[part["table"]][int(part["number"])][part["column"]] = str(value)
    return {table: [row for row in rows.values() if not row.get("DELETE")] for table, rows in tables.items()}


def rows_of_formsets(formsets: list[BaseFormSet]) -> Rows:
    """The same, of a form that is drawn by the server; who may only look has no box to tick for deletion."""
    return {
        formset.prefix: [
            {bound.name: str(bound.value() or "") for bound in form}
            for form in formset.forms
            if "DELETE" not in form.fields or not form["DELETE"].value()
        ]
        for formset in formsets
    }
