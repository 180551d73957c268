"""The question that deleting asks where something public goes: what is its address to answer from now on?

On the page of one row and on that of many; unless an editor says otherwise, that it is gone for good.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict

from nidairp.editing.deleting import DeleteMany, also_deleted, losing_target, returning
from nidairp.redirects.burying import addresses_of, bury, going
from nidairp.redirects.fate import FateForm
from nidairp.redirects.targets import GONE, Target


class LastWords(FateForm):
    """The question, for rows that are about to go."""

    def __init__(self, data: Any, rows: list[Model]) -> None:
        super().__init__(data if data and "fate" in data else None, initial={"fate": self.GONE})
        self.rows = rows
        many = len(rows) > 1
        self.fields[
            "fate"
        ].label = f"What {'their addresses answer' if many else 'its address answers'} from now on"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.target == GONE and cleaned.get("to"):
            self.add_error(
                "fate", "You typed another address: choose to lead visitors there, or clear the field."
            )
        if self.target.row in self.rows:
            self.add_error("to", "That page is being deleted as well: choose another one.")
        return cleaned

    def addresses(self) -> list[str]:
        return [row.get_absolute_url() for row in self.rows]


class AsksForAddress(admin.ModelAdmin):
    """For the admin of everything that has an address."""

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self.get_object(request, unquote(object_id)) if self.has_delete_permission(request) else None
        rows = [row] if row else []
        told = {"last_words": asked(request, rows), "losing": losing_target(rows) if rows else []}
        return super().delete_view(request, object_id, told | (extra_context or {}))

    def get_actions(self, request: HttpRequest) -> dict[str, tuple[Callable, str, str]]:
        actions = super().get_actions(request)
        if DeleteMany.name in actions:
            actions[DeleteMany.name] = (DELETE_ASKING, DeleteMany.name, DeleteMany.label)
        return actions

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self._bury(request, [obj], lambda: super(AsksForAddress, self).delete_model(request, obj))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._bury(request, queryset, lambda: super(AsksForAddress, self).delete_queryset(request, queryset))

    def _bury(self, request: HttpRequest, rows: Iterable[Model], delete: Callable[[], None]) -> None:
        with transaction.atomic():
            public = going(rows)
            target, old = answer(request, public), addresses_of(public)
            delete()
            if public:
                bury(old, target)
        if public:
            self.message_user(request, said(public, old, target), messages.INFO)


def asked(request: HttpRequest, rows: list[Model]) -> LastWords | None:
    """The question; an answer that will not do takes the page back to it instead of deleting."""
    public = going(rows)
    if not public:
        return None
    question = LastWords(request.POST, public)
    if question.is_bound and not question.is_valid():
        request.POST = QueryDict()
    return question


def answer(request: HttpRequest, rows: list[Model]) -> Target:
    question = LastWords(request.POST, rows)
    return question.target if question.is_valid() else GONE


class DeleteAsking(DeleteMany):
    """Asks one question for all of them; who answers nothing says that they are gone for good."""

    form_template = "admin/redirects/last_words.html"

    def form(self, rows: Sequence[Any], sent: Any) -> Form:
        public = going(rows)
        if not public:
            return Form(sent)
        return LastWords(sent if sent is None or "fate" in sent else {"fate": LastWords.GONE}, public)

    def consequences(self, model_admin: Any, request: HttpRequest, rows: Sequence[Any]) -> list[str]:
        """Without the addresses, which the question names."""
        gone = also_deleted(model_admin, request, rows)
        return [*gone, *losing_target(rows), *returning(model_admin)]


DELETE_ASKING = DeleteAsking()


def said(rows: list[Model], old: set[str], target: Target) -> str:
    first = rows[0].get_absolute_url()
    also = f", and {len(old) - 1} more with it," if len(old) > 1 else ""
    does = "says that it is gone for good (410)" if target == GONE else f"leads to {target}"
    return f"{first}{also} now {does}."
