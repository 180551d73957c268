"""Redirects in and out as a table: what a file would do is shown first, and done when asked for again."""

from collections import Counter
from itertools import chain
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from nidairp.in_pieces import in_pieces
from nidairp.redirects import table
from nidairp.redirects.importing import Step, apply, preview
from nidairp.redirects.models import Redirect
from nidairp.streamed import TORN_CSV, streamed

LARGEST = 5 * 1024 * 1024
#: So many lines of each outcome are shown; all are counted.
SHOWN = 200
HEADINGS = {"error": "Errors", "changed": "Changed", "new": "New", "same": "There already"}


class TableForm(forms.Form):
    file = forms.FileField(required=False, label="CSV file", help_text="Three columns: old, new, note.")
    text = forms.CharField(
        required=False,
        label="Or paste the lines",
        strip=False,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 12, "spellcheck": "false"}),
        help_text="One redirect per line: /old/path/, /new/path/, a note. "
        "Without a new address what was there is gone for good (410).",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file and file.size > LARGEST:
            raise ValidationError(f"The file is larger than {LARGEST // 1024 // 1024} MB: split it.")
        cleaned["table"] = table.decoded(file.read()) if file else cleaned.get("text", "")
        if not cleaned["table"].strip():
            raise ValidationError("Choose a file or paste some lines.")
        return cleaned


class TableAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        views = {"import": self.import_view, "export": self.export_view}
        own = [
            path(f"{name}/", self.admin_site.admin_view(view), name=f"redirects_redirect_{name}")
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def may_import(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(
            request, {"may_import": self.may_import(request), **(extra_context or {})}
        )

    def import_view(self, request: HttpRequest) -> HttpResponse:
        if not self.may_import(request):
            raise PermissionDenied
        form = TableForm(*(request.POST, request.FILES) if request.method == "POST" else ())
        if not form.is_valid():
            return self._page(request, form, None)
        text = form.cleaned_data["table"]
        try:
            steps = apply(text) if "confirm" in request.POST else preview(text)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self._page(request, form, None)
        if "confirm" in request.POST and not any(step.error for step in steps):
            return self._done(request, steps)
        return self._page(request, TableForm(initial={"text": text}), steps)

    def _done(self, request: HttpRequest, steps: list[Step]) -> HttpResponse:
        written = [step.line.old for step in steps if step.outcome != "same"]
        rows = list(Redirect.objects.at(*written)) if written else []
        LogEntry.objects.log_actions(request.user.pk, rows, CHANGE, "Imported from a table.")
        said = f"{len(rows)} redirect{'' if len(rows) == 1 else 's'} imported."
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:redirects_redirect_changelist"))

    def _page(self, request: HttpRequest, form: TableForm, steps: list[Step] | None) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": "Import redirects" if steps is None else "What the table would do",
            "opts": self.opts,
            "form": form,
            "groups": _groups(steps or []),
            "due": sum(step.outcome in ("new", "changed") for step in steps or []),
            "errors": sum(bool(step.error) for step in steps or []),
        }
        return TemplateResponse(request, "admin/redirects/redirect/import.html", context)

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = chain.from_iterable(in_pieces(Redirect.objects.with_targets(), "old_path"))
        lines = table.write((row.old_path, row.leads_to or "410", row.note) for row in rows)
        response = streamed(lines, TORN_CSV, content_type="text/csv; charset=utf-8")
        name = f"redirects-{timezone.localdate().isoformat()}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def _groups(steps: list[Step]) -> list[dict[str, Any]]:
    """What needs a look comes first."""
    counts = Counter(step.outcome for step in steps)
    return [
        {
            "outcome": outcome,
            "heading": heading,
            "count": counts[outcome],
            "steps": [step for step in steps if step.outcome == outcome][:SHOWN],
        }
        for outcome, heading in HEADINGS.items()
        if counts[outcome]
    ]
