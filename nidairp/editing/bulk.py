"""One action on many rows of a list: it asks first, and says of how many rows what will become.

All or nothing: the rows are changed one by one, by what changes a single one, in one transaction. Each leaves
an entry in the log. What an action means is said by a subclass; this only asks, checks and reports.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import get_text_list

#: So many at once: more would keep everybody else who writes waiting.
MOST = 500
TOO_MANY = (
    "You chose {count:,}; at most {most} can be handled at once. Narrow the list and continue from there."
)


class BulkAction:
    """An action of a change list. ``name`` is what forms send; the title asks; the button answers."""

    name: str
    label: str
    title: str
    button: str
    done: str
    permission = "change"
    danger = False
    form_class: type[forms.Form] = forms.Form
    form_template = "admin/bulk_form.html"
    #: A template would take what can be called for a function.
    do_not_call_in_templates = True

    def __init__(self) -> None:
        self.__name__ = self.name
        self.short_description = self.label
        self.allowed_permissions = [self.permission]

    # What a subclass says

    def consequences(self, model_admin: Any, request: HttpRequest, rows: Sequence[Any]) -> list[str]:
        """Sentences for the page that asks."""
        return []

    def obstacles(self, model_admin: Any, request: HttpRequest, rows: Sequence[Any]) -> list[str]:
        """Why it cannot be done at all."""
        return []

    def change(self, model_admin: Any, request: HttpRequest, row: Any, chosen: dict[str, Any]) -> str:
        """Does it to one row, and says for the log what was done; nothing where there was nothing to do."""
        raise NotImplementedError

    def form(self, rows: Sequence[Any], sent: Any) -> forms.Form:
        """What else is asked; ``sent`` is what was answered, if it was."""
        return self.form_class(sent)

    # What all have in common

    def __call__(
        self, model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        count = queryset.count()
        if count > MOST:
            model_admin.message_user(request, TOO_MANY.format(count=count, most=MOST), messages.ERROR)
            return None
        rows = list(queryset)
        self.check_rows(model_admin, request, rows)
        confirmed = "post" in request.POST
        form = self.form(rows, request.POST if confirmed else None)
        obstacles = problems = self.obstacles(model_admin, request, rows)
        if confirmed and form.is_valid() and not obstacles:
            try:
                self.run(model_admin, request, rows, form.cleaned_data)
            except ValidationError as refusal:
                problems = refusal.messages
            else:
                return None
        context = {
            "form": form,
            "problems": problems,
            "possible": not obstacles,
            "consequences": self.consequences(model_admin, request, rows),
        }
        return self.ask(model_admin, request, rows, context)

    def check_rows(self, model_admin: Any, request: HttpRequest, rows: Sequence[Model]) -> None:
        """The list shows only what may be seen; what may be changed is asked of each row."""
        may = getattr(model_admin, f"has_{self.permission}_permission")
        if not all(may(request, row) for row in rows):
            raise PermissionDenied

    def run(
        self, model_admin: Any, request: HttpRequest, rows: Sequence[Model], chosen: dict[str, Any]
    ) -> None:
        with transaction.atomic():
            count = sum(self.one(model_admin, request, row, chosen) for row in rows)
        left = f"; {len(rows) - count} had nothing to change" if count < len(rows) else ""
        model_admin.message_user(request, f"{self.counted(model_admin, count)} {self.done}{left}.")

    def one(self, model_admin: Any, request: HttpRequest, row: Model, chosen: dict[str, Any]) -> bool:
        try:
            done = self.change(model_admin, request, row, chosen)
        except ValidationError as refusal:
            raise ValidationError(f"“{row}”: {' '.join(refusal.messages)} Nothing was changed.") from refusal
        if done:
            self.log(model_admin, request, row, done)
        return bool(done)

    def log(self, model_admin: Any, request: HttpRequest, row: Model, done: str) -> None:
        model_admin.log_change(request, row, done)

    def counted(self, model_admin: admin.ModelAdmin, count: int) -> str:
        names = model_admin.opts.verbose_name, model_admin.opts.verbose_name_plural
        return f"{count} {names[count != 1]}"

    def ask(
        self, model_admin: Any, request: HttpRequest, rows: Sequence[Model], said: dict[str, Any]
    ) -> HttpResponse:
        context = {
            **model_admin.admin_site.each_context(request),
            "title": self.title.format(rows=self.counted(model_admin, len(rows))),
            "button": self.button if len(rows) > 1 else self.button.removesuffix(" them"),
            "counted": self.counted(model_admin, len(rows)),
            "opts": model_admin.opts,
            "action": self,
            "rows": rows,
            "checkbox": ACTION_CHECKBOX_NAME,
            **said,
        }
        return TemplateResponse(request, "admin/bulk.html", context)


def some(names: Sequence[Any], most: int = 5) -> str:
    """“A, B and C”, or “A, B and 40 more” in a sentence that must stay one."""
    shown = [f"“{name}”" for name in names[:most]]
    more = len(names) - len(shown)
    return str(get_text_list([*shown, f"{more} more"] if more else shown, "and"))
