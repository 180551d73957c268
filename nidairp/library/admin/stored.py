"""What the admin of images and of files has in common: what is used somewhere is guarded by that."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.html import format_html

from nidairp.editing.admin import say_lost_files
from nidairp.editing.versions import VersionedAdmin

from .. import uses
from ..models import Stored
from .earlier import EarlierAdmin


class Used(admin.SimpleListFilter):
    """By the rows that point at it, the texts that it stands in, and the drafts."""

    title = "use"
    parameter_name = "used"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "Used somewhere"), ("no", "Used nowhere")]

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        if self.value() not in {"yes", "no"}:
            return rows
        used = Q(used__gt=0) | Q(pk__in=list(elsewhere(request, rows.model)))
        return rows.counted().filter(used if self.value() == "yes" else ~used)  # type: ignore[attr-defined]


def elsewhere(request: HttpRequest, model: type[Model]) -> Counter[int]:
    """All texts are looked through for this: once for a page."""
    if not hasattr(request, "used_elsewhere"):
        request.used_elsewhere = uses.elsewhere(model)  # type: ignore[attr-defined]
    found: Counter[int] = request.used_elsewhere  # type: ignore[attr-defined]
    return found


class StoredAdmin(EarlierAdmin, VersionedAdmin):
    list_per_page = 50
    show_full_result_count = False

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Counts the uses of this page's rows alone, for all of them at once."""
        shown = super().get_changelist_instance(request)
        rows: list[Any] = list(shown.result_list)
        count = uses.counted(self.model, rows, elsewhere(request, self.model))
        for row in rows:
            row.times = count[row.pk]
        shown.result_list = rows  # type: ignore[assignment]
        return shown

    @admin.display(description="Used")
    def times_used(self, stored: Any) -> str:
        return {0: "–", 1: "once"}.get(stored.times, f"{stored.times} times")

    @admin.display(description="Places")
    def used_in(self, stored: Stored) -> str:
        return render_to_string("admin/library/_uses.html", {"uses": uses.of(stored, stored.seen_by)})

    def get_object(self, request: HttpRequest, *args: Any) -> Any:
        """What is told of the places depends on who looks."""
        stored = super().get_object(request, *args)
        if stored is not None:
            stored.seen_by = seen_by(request)
        return stored

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Whoever may only look is shown no box for another file."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [(name, _looked_at(options)) for name, options in fieldsets]

    def prepare(self, file: Any) -> None:
        """What can be done before the database is locked."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        say_lost_files(context["adminform"].form)
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if (file := request.FILES.get("file")) and self.has_add_permission(request):
            with suppress(ValidationError):  # the form finds it too, and says it
                self.prepare(file)
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            # Somebody has uploaded the same in these seconds: now the form finds it, and says so.
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        obj.replaced_by = request.user
        if not change:
            obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)
        if change and form.cleaned_data.get("file"):
            self.say_replaced(request, obj, len(uses.of(obj)))

    def say_replaced(self, request: HttpRequest, obj: Any, places: int) -> None:
        where = f"{self.replaced(places)} " if places else ""
        back = '{}The one before is kept: <a href="{}">put it back</a>.'
        self.message_user(
            request, format_html(back, where, self.address_of_earlier(obj.pk)), messages.WARNING
        )

    def replaced(self, places: int) -> str:
        return f"The new one is there in {'one place' if places == 1 else f'{places} places'}."

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        stored = self.get_object(request, object_id)
        may = stored is not None and self.has_delete_permission(request)
        used = uses.of(stored, stored.seen_by) if may else []
        before = uses.before(stored, stored.seen_by) if may and not used else []
        request.used_alone = used  # type: ignore[attr-defined]
        if before and request.method == "POST" and "even_so" not in request.POST:
            # As if the page had only been asked for: what it says must be ticked.
            request.POST = QueryDict()
            extra_context = {**(extra_context or {}), "unticked": True}
        return super().delete_view(request, object_id, {**(extra_context or {}), "before": before})

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, list[str]]:
        """What stands in a text or a draft protects, too; a row of a table is named by what it belongs to."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        found = [place for stored in objs for place in self._kept_by(stored, request)]
        links = [render_to_string("admin/library/_use.html", {"use": use}) for use in found]
        return deleted, counts, missing, links or protected

    def _kept_by(self, stored: Model, request: HttpRequest) -> list[uses.Use]:
        """The page that asks about one alone asks also whether earlier versions may lose it."""
        if hasattr(request, "used_alone"):
            return list(request.used_alone)
        may_see = seen_by(request)
        return uses.of(stored, may_see) or uses.before(stored, may_see)


def _looked_at(options: dict[str, Any]) -> dict[str, Any]:
    """A fieldset without what asks to do something."""
    fields = [name for name in options["fields"] if name != "file"]
    return {**options, "fields": fields, "description": ""}


def seen_by(request: HttpRequest) -> Callable[[Model], bool]:
    """Whether the person may open a place; what has no form of its own has no secrets."""

    def may_see(place: Model) -> bool:
        if not admin.site.is_registered(type(place)):
            return True
        return admin.site.get_model_admin(type(place)).has_view_permission(request, place)

    return may_see
