"""The field for an image: a picture of what is chosen, and a dialog to choose or upload another.

Without JavaScript it is what it stands on: a field for the image's number, and links to the list that says it
and to the form that uploads.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import ForeignKey
from django.forms import Field
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from js_asset import Script

from ..models import Image
from .answers import told


class ImageChooser(forms.NumberInput):
    class Media:
        js = [Script("library/dialog.js", defer=True), Script("library/chooser.js", defer=True)]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        field = super().render(name, value, {"class": "image-number", "min": 1, **(attrs or {})}, renderer)
        addresses = {
            name: reverse(f"admin:library_image_{name}") for name in ("changelist", "add", "choose", "upload")
        }
        return render_to_string(
            "admin/library/_chooser.html", {"field": field, "image": _chosen(value), "addresses": addresses}
        )

    def use_required_attribute(self, initial: Any) -> bool:
        """The field is hidden behind the dialog, where the browser could point at nothing."""
        return False


def _chosen(value: Any) -> dict[str, Any] | None:
    number = str(value or "")
    image = Image.objects.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
    return told(image) if image else None


class ChoosesImages(admin.ModelAdmin):
    """Every key to an image is a chooser, in the form itself."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Field | None:
        field: Field | None = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, ForeignKey) and db_field.related_model is Image and field is not None:
            field.widget = ImageChooser()
            field.widget.is_required = field.required
        return field
