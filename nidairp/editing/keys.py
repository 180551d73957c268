"""Keys of rows, as they come in addresses: whoever types one may type anything."""

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404


def demand_key(model: type[Model], text: str) -> None:
    """404 for what no row can have as its key; the database would fail when asked for it."""
    try:
        model._meta.pk.to_python(text)  # type: ignore[union-attr]
    except ValidationError as error:
        raise Http404 from error
