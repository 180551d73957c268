"""A history field by field, and the way back: a form with the old state, saved like any other.

``django-simple-history`` keeps the rows and has the pages. What it leaves open is here: going back is one
transaction, asks for the permission to change, cannot overwrite unseen what was saved meanwhile
(``versions.py``), and says beforehand what would be different. It makes a new entry and removes none.
"""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from .keys import demand_key


def old_state(row: Model) -> Any:
    """The entry of the history that a row was made from, if it was; such a row is what once was."""
    return getattr(row, "_history", None)


def reverted_to(entry: Any) -> str:
    moment = date_format(timezone.localtime(entry.history_date), "DATETIME_FORMAT")
    return f"Reverted to the state of {moment}"


#: Of a longer text only the beginning, the end and what is near the difference are shown.
SHOWN = 300


class HistoryAdmin(SimpleHistoryAdmin):
    """What is not shown in the list has no history either, except for those who may change it."""

    object_history_list_template = "admin/history/changes.html"
    object_history_form_template = "admin/history/revert.html"

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        self.demand_seen(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def demand_seen(self, request: HttpRequest, object_id: str) -> None:
        """The pages themselves would make up a row that cannot be seen from its last entry."""
        demand_key(self.model, unquote(object_id))
        if not self.has_change_permission(request) and self.get_object(request, unquote(object_id)) is None:
            raise PermissionDenied

    @transaction.atomic
    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Django's own views of a form are one transaction each, and ask who may change; this one is not."""
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        self.demand_seen(request, object_id)
        demand_key(self.model.history.model, version_id)
        context = {"differences": self.differences(request, object_id, version_id), **(extra_context or {})}
        return super().history_form_view(request, object_id, version_id, context)

    def differences(self, request: HttpRequest, object_id: str, version_id: str) -> list[dict[str, Any]]:
        """What was otherwise then: for each such field its name, its value then and its value now."""
        pk = self.opts.pk.attname
        entries = self.get_history_queryset(request, self.model.history, pk, unquote(object_id))
        now, then = entries.first(), entries.filter(pk=version_id).first()
        if then is None or then == now:
            return []
        delta = then.diff_against(now, foreign_keys_are_objs=True)
        return self.get_historical_record_context_helper(request, then).context_for_delta_changes(delta)

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: Any
    ) -> HistoricalRecordContextHelper:
        return HistoricalRecordContextHelper(
            self.model, historical_record, max_displayed_delta_change_chars=SHOWN
        )

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        if entry := old_state(obj):
            obj._change_reason = reverted_to(entry)
        super().save_model(request, obj, form, change)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        entry = old_state(obj)
        return super().log_change(request, obj, f"{reverted_to(entry)}." if entry else message)
