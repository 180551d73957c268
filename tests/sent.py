"""What a browser sends when a form of the admin is opened and saved as it stands."""

from typing import Any

from django.db.models.fields.files import FieldFile
from django.http import HttpResponse
from django.test import Client


def opened_form(client: Client, address: str, /, **typed: Any) -> dict[str, Any]:
    """The form's fields and those of its tables, with what was ``typed`` over them."""
    return as_sent(client.get(address)) | typed


def as_sent(response: HttpResponse) -> dict[str, Any]:
    formsets = [inline.formset for inline in response.context.get("inline_admin_formsets", [])]
    forms = [response.context["adminform"].form]
    for formset in formsets:
        forms += [formset.management_form, *formset.forms]
    values = {field.html_name: field.value() for form in forms for field in form}
    return {name: value for name, value in values.items() if is_sent(value)}


def is_sent(value: Any) -> bool:
    """A box that is not ticked and a file that was not chosen anew are not sent."""
    return value is not None and value is not False and not isinstance(value, FieldFile)
