"""Imports in the admin: add one, look at what it would do, decide, apply, take back.

Shows and asks only; whatever changes a row of a batch or a publication is `importing`.
"""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from .import_correcting import CorrectsEntries
from .import_forms import ImportForm
from .import_preview import Filters, context, question
from .importing import background, board, decisions, stepping
from .importing import batch as importing
from .models import ImportBatch, ImportRow
from .models.locks import hold_import_at_rest

_REFRESH = "2"
_LIST = "admin:publications_importbatch_changelist"
#: How the log's entry of a step begins.
LOGGED = {ImportBatch.State.APPLIED: "Imported", ImportBatch.State.UNDONE: "Taken back"}


class ImportBatchAdmin(CorrectsEntries):
    list_display = ("__str__", "doing", "entries", "created_by", "created_at")
    list_filter = ("state",)
    search_fields = ("name",)
    show_full_result_count = False
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        return (
            super()
            .get_queryset(request)
            .select_related("created_by")
            .annotate(size=Count("rows", filter=~Q(rows__outcome=ImportRow.Outcome.ASIDE)))
        )

    @admin.display(description="State", ordering="state")
    def doing(self, batch: ImportBatch) -> str:
        return batch.doing

    @admin.display(description="Entries")
    def entries(self, batch: ImportBatch) -> int:
        return int(getattr(batch, "size", 0))

    def has_delete_permission(self, request: HttpRequest, obj: ImportBatch | None = None) -> bool:
        """An applied import stays: without its rows it could not be taken back."""
        needed = obj is not None and (obj.state == ImportBatch.State.APPLIED or bool(obj.step))
        return not needed and super().has_delete_permission(request, obj)

    def get_urls(self) -> list[URLPattern]:
        steps = {"decide": self.decide, "apply": self.apply, "undo": self.undo, "cancel": self.cancel}
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(view),
                name=f"publications_importbatch_{name}",
            )
            for name, view in steps.items()
        ]
        return own + super().get_urls()

    # Pages

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ImportForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
        if request.method == "POST" and form.is_valid():
            said = form.cleaned_data
            batch = background.begin(
                said["sources"], user=request.user, encoding=said["encoding"], update=said["update"]
            )
            self.log_addition(request, batch, [{"added": {}}])
            for problem in said["problems"]:
                messages.warning(request, problem)
            return HttpResponseRedirect(batch.get_absolute_url())
        page = self._context(request, title="Add an import", form=form)
        return TemplateResponse(request, "admin/publications/importbatch/add.html", page)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if self.has_view_permission(request):
            background.resume_all()
        return super().changelist_view(request, extra_context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        batch = get_object_or_404(ImportBatch, pk=_number(object_id))
        if not self.has_view_permission(request, batch):
            raise PermissionDenied
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        if batch.state == ImportBatch.State.STAGING:
            if background.resume(batch):
                batch.refresh_from_db()
            return self._waiting(request, batch, "reading")
        if stepping.look(batch).step:
            return self._waiting(request, batch, "stepping")
        return self._preview(request, batch)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Not while it is being applied: what it is then is asked once nobody can apply it any more."""
        pk = _number(object_id)
        with transaction.atomic():
            if request.method == "POST" and not hold_import_at_rest(pk):
                messages.error(request, stepping.BUSY)
                return HttpResponseRedirect(reverse("admin:publications_importbatch_change", args=[pk]))
            return super().delete_view(request, object_id, extra_context)

    def _waiting(self, request: HttpRequest, batch: ImportBatch, name: str) -> HttpResponse:
        page = self._context(request, title=str(batch), batch=batch, is_quiet=board.is_quiet(batch))
        response = TemplateResponse(request, f"admin/publications/importbatch/{name}.html", page)
        response["Refresh"] = _REFRESH
        return response

    def _preview(self, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
        may_change = self.has_change_permission(request, batch)
        about = context(batch, request.GET)
        may = {"may_change": may_change, "may_correct": self.may_correct(request, batch)}
        page = self._context(request, title=str(batch), batch=batch, **may, **about)
        return TemplateResponse(request, "admin/publications/importbatch/preview.html", page)

    # Steps

    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        batch = self._batch(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        changed = decisions.decide(batch, request.POST)
        goes_on = "apply" in request.POST
        done = f"{changed} decisions kept." if changed != 1 else "One decision kept."
        if changed or not goes_on:
            messages.success(request, done)
        if changed:
            self.log_change(request, batch, done)
        if goes_on:
            return redirect("admin:publications_importbatch_apply", batch.pk)
        query = Filters.of(request.POST).address
        return HttpResponseRedirect(f"{batch.get_absolute_url()}?{query}&page={_page(request)}")

    def apply(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._step(request, pk, ImportBatch.Step.APPLY)

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._step(request, pk, ImportBatch.Step.UNDO)

    def cancel(self, request: HttpRequest, pk: int) -> HttpResponse:
        batch = self._batch(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if background.cancel(batch):
            self.log_change(request, batch, "Dropped before anything of it was imported.")
            messages.success(request, f"{batch} was dropped; nothing of it was imported.")
        else:
            messages.error(request, f"{batch} can no longer be dropped.")
        return HttpResponseRedirect(reverse(_LIST))

    def _step(self, request: HttpRequest, pk: int, step: ImportBatch.Step) -> HttpResponse:
        """Asks first; then does it and says what it came to, or goes where a long one is shown."""
        batch = self._batch(request, pk)
        if request.method != "POST":
            page = self._context(request, title=str(batch), batch=batch, **question(batch))
            return TemplateResponse(request, f"admin/publications/importbatch/{step}.html", page)
        try:
            result = stepping.begin(batch, step, user=request.user, told=partial(self._log, request))
        except importing.NotPossible as reason:
            messages.error(request, str(reason))
        else:
            if result:
                self._tell(request, batch, result)
        is_there = ImportBatch.objects.filter(pk=pk).exists()
        return HttpResponseRedirect(batch.get_absolute_url() if is_there else reverse(_LIST))

    def _tell(self, request: HttpRequest, batch: ImportBatch, result: importing.Result) -> None:
        if result.again:
            messages.info(request, f"This was done before; nothing was changed now: {_counted(result)}.")
        else:
            messages.success(request, f"{batch}: {_counted(result)}.")

    def _log(self, request: HttpRequest, batch: ImportBatch, result: importing.Result) -> None:
        if not result.again:
            self.log_change(request, batch, f"{LOGGED[batch.state]}: {_counted(result)}.")

    def _batch(self, request: HttpRequest, pk: int) -> ImportBatch:
        batch = get_object_or_404(ImportBatch, pk=pk)
        if not self.has_change_permission(request, batch):
            raise PermissionDenied
        return batch


def _counted(result: importing.Result) -> str:
    """What was done comes first, and what was not after it."""
    kinds = (ImportRow.Result.UNDONE, *ImportRow.Result)
    counts = {kind: f"{result.counts[kind]} {kind.label.lower()}" for kind in kinds if kind in result.counts}
    return ", ".join(counts.values()) or "nothing to do"


def _number(object_id: str) -> int:
    return int(object_id) if object_id.isdecimal() and len(object_id) < 19 else 0


def _page(request: HttpRequest) -> int:
    page = request.POST.get("page", "")
    return int(page) if page.isdecimal() and len(page) < 9 else 1
