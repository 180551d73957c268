"""What a field may point at: no more than the person at the form may see, or everybody does.

A list and a completion that show less are not enough: a form that is sent with the key of something unseen,
and comes back with an error, would tell how that is called.
"""

from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import Field, QuerySet
from django.http import HttpRequest


class Forgiving(AutocompleteMixin):
    """Draws what is not a key as nothing chosen, where Django's own fails and no error is seen."""

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        key = self.choices.queryset.model._meta.pk
        return super().optgroups(name, [one for one in value if not one or is_key(key, one)], attr)


class PickOne(Forgiving, AutocompleteSelect):
    pass


class PickMany(Forgiving, AutocompleteSelectMultiple):
    pass


def is_key(field: Field, value: str) -> bool:
    try:
        field.run_validators(field.to_python(value))
    except ValidationError:
        return False
    return True


class PicksSeen(BaseModelAdmin):
    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> QuerySet | None:
        model = db_field.remote_field.model
        if self.admin_site.is_registered(model):
            other = self.admin_site.get_model_admin(model)
            if hasattr(other, "pickable"):
                return other.pickable(request)
        return super().get_field_queryset(db, db_field, request)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickOne(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickMany(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
