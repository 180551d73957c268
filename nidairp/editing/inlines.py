"""Rows of an inline table in the admin, each field with a name.

Django prints a tabular inline's labels as column headers only, which no screen reader ties to the fields.
Which models and columns a table has is the business of the app that subclasses this.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Field as Column
from django.db.models import Model
from django.forms import BaseInlineFormSet, Field, ModelForm
from django.http import HttpRequest
from django.utils.text import capfirst

from .picking import PicksSeen


class LabelledFormSet(BaseInlineFormSet):
    """Says of each "Delete" what it deletes."""

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields and form.instance.pk:
            form.fields["DELETE"].widget.attrs["aria-label"] = f"Delete {form.instance}"


def only_change_and_add(field: Field | None) -> None:
    """What a form points at is not deleted from within the form; it is looked at where it is changed."""
    widget = getattr(field, "widget", None)
    if isinstance(widget, RelatedFieldWidgetWrapper):
        widget.can_delete_related = widget.can_view_related = False


class PartOfTheForm(PicksSeen, InlineModelAdmin):
    """A table that whoever may change the form may change, and whoever may see it sees.

    Django asks for permissions of the table's own, which nobody is given by itself: without them a writer's
    form would lack what belongs to the text, and a saved draft would lose it.
    """

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._form.has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        if obj is None:
            return self._form.has_add_permission(request)
        return self._form.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request, obj)

    @property
    def _form(self) -> admin.ModelAdmin:
        return self.admin_site.get_model_admin(self.parent_model)


class LabelledTabularInline(PartOfTheForm, admin.TabularInline):
    """A tabular inline whose fields carry their column's header as their label."""

    formset = LabelledFormSet

    def formfield_for_dbfield(self, db_field: Column, request: HttpRequest, **kwargs: Any) -> Field | None:
        field: Field | None = super().formfield_for_dbfield(db_field, request, **kwargs)
        only_change_and_add(field)
        if field is not None:
            # A related object's widget is wrapped in its buttons; the name belongs to what is inside.
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs["aria-label"] = str(capfirst(field.label or db_field.verbose_name))
        return field
