"""A filter of a list by one of very many, such as the author: typed and found, not read off a column."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.forms import Media, ModelChoiceField
from django.http import HttpRequest


def sent_along(changelist: ChangeList, own: str) -> Iterator[tuple[str, str]]:
    """What else the list is narrowed by: a form of a filter's own leaves its address behind."""
    for key, values in changelist.filter_params.items():
        if key != own:
            yield from ((key, value) for value in values)


class AutocompleteFilter(admin.FieldListFilter):
    """For a foreign key or a many-to-many field, also one reached through another table."""

    template = "admin/autocomplete_filter.html"

    def __init__(
        self,
        field: Any,
        request: HttpRequest,
        params: dict[str, Any],
        model: Any,
        model_admin: admin.ModelAdmin,
        field_path: str,
    ) -> None:
        self.name = f"{field_path}__id__exact"
        self.chosen = (params.get(self.name) or [""])[-1]
        self.site = model_admin.admin_site
        super().__init__(field, request, params, model, model_admin, field_path)

    def expected_parameters(self) -> list[str]:
        return [self.name]

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        """One: the box, and what else the list is narrowed by, which is sent along with it."""
        rows = self.field.remote_field.model._default_manager.all()
        widget = AutocompleteSelect(self.field, self.site, attrs={"data-width": "100%"})
        widget.choices = ModelChoiceField(rows, required=False).choices
        box = f"filter_{self.name}"
        yield {
            "box": box,
            "widget": widget.render(self.name, self.chosen, {"id": box}),
            "others": list(sent_along(changelist, self.name)),
            "without": changelist.get_query_string(remove=[self.name]) if self.chosen else "",
        }


class AutocompleteFilterAdmin(admin.ModelAdmin):
    """Brings the scripts of such filters along with its own, in the one order that works."""

    @property
    def media(self) -> Media:
        return super().media + AutocompleteSelect(None, self.admin_site).media
