"""All that is wrong in a form of the admin, in one list above it, each with a link to its field.

Django says "Please correct the error below", and below may be three screens down, in a table.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BaseForm

register = template.Library()


@dataclass(frozen=True, slots=True)
class Fault:
    """``field`` is the id of what is to be mended, ``label`` how the form calls it."""

    field: str
    label: str
    message: str


@register.simple_tag
def faults(form: BaseForm, tables: Iterable[Any]) -> list[Fault]:
    """Of the fields of the form and of the rows below it; what has no field Django says itself."""
    found = list(_of(form))
    for table in tables:
        name = str(table.opts.verbose_name).capitalize()
        for number, row in enumerate(table.formset.forms, 1):
            found += _of(row, f"{name} {number}: ")
    return found


def _of(form: BaseForm, before: str = "") -> Iterator[Fault]:
    for name, messages in form.errors.items():
        if name in form.fields:
            field = form[name]
            for message in messages:
                yield Fault(field.id_for_label or field.auto_id, f"{before}{field.label}", message)
