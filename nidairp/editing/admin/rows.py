"""The tables under the form, filled from a version and not from the database: their rows may be a draft's."""

import copy
from typing import Any

from django import forms
from django.db.models import Model
from django.forms import BaseInlineFormSet, ModelForm

from nidairp.editing import snapshot


class RevisedRows(BaseInlineFormSet):
    """Its rows are numbered as they stand in the version; nothing is looked up or saved by that number."""

    def __init__(self, *args: Any, rows: list[Model] | None = None, **kwargs: Any) -> None:
        self.rows = rows or []
        super().__init__(*args, **kwargs)

    def get_queryset(self) -> Any:
        return self.rows

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        number = form.fields[self._pk_field.name].initial
        form.fields[self._pk_field.name] = forms.IntegerField(
            required=False, initial=number, widget=forms.HiddenInput
        )

    @property
    def accessor(self) -> str:
        return self.fk.remote_field.get_accessor_name()

    def kept(self) -> list[Model]:
        """The rows as they were sent, in the order that their model asks for."""
        gone = self.deleted_forms
        sent = [
            form
            for form in self.forms
            if form not in gone and (form in self.initial_forms or form.has_changed())
        ]
        rows = [form.instance for form in sent]
        order = [
            name for name in self.model._meta.ordering if name in {f.name for f in self.model._meta.fields}
        ]
        return sorted(rows, key=lambda row: [getattr(row, name) for name in order])


def revised(formset: type[BaseInlineFormSet]) -> type[BaseInlineFormSet]:
    return type(f"Revised{formset.__name__}", (RevisedRows, formset), {})


def rows_for(obj: Any, accessor: str) -> tuple[Model, list[Model]]:
    """A stand-in for the object, which has no rows in the database, and the rows of the version shown.

    Against the database they would be compared with the rows of what is public, which they replace.
    """
    parent = copy.copy(obj)
    parent.pk = None
    parent._state.adding = True
    content = getattr(obj, "shown_content", None)
    rows = snapshot.rows_of(parent, content, accessor)[0] if content else []
    for number, row in enumerate(rows, 1):
        row.pk = number
    return parent, rows
