"""The panel beside the form of posts and pages: what to mend before publishing, and what could be better."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import BaseFormSet, BaseModelForm, Form, ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from . import assessing
from .assembling import subject_of
from .checks import Finding, findings
from .kinds import Rows, kind_of
from .panel import Panel, panel_of
from .typed import rows_of, rows_of_formsets, typed_over


class QualityAdmin(admin.ModelAdmin):
    """Goes before the other parents: the panel stands on every form, and is asked for again while typing."""

    change_form_template = "admin/quality/form.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_quality"
        view = self.admin_site.admin_view(self.quality_view)
        return [
            path("quality/", view, name=name),
            path("<path:object_id>/quality/", view, name=name),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def quality_view(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        """The panel for a form as it stands, saved or not; nothing is written."""
        obj = self._opened(request, object_id)
        form = self.get_form(request, obj, change=obj is not None)(
            request.POST, request.FILES, instance=obj or self.model()
        )
        found = self.findings_of(typed_over(form, form.instance), rows_of(request.POST))
        return render(request, "admin/quality/_panel.html", {"quality": panel_of(found)})

    def _opened(self, request: HttpRequest, object_id: str | None) -> Any:
        if object_id is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return None
        obj = self.get_object(request, object_id)
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        if obj is None:
            raise Http404
        return obj

    def findings_of(self, obj: Any, rows: Rows | None = None) -> list[Finding]:
        return findings(subject_of(obj, rows), kind_of(self.model).checks)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["quality"] = self._panel(context)
        context["quality_address"] = self._address(context["original"])
        return super().render_change_form(request, context, *args, **kwargs)

    def _panel(self, context: dict[str, Any]) -> Panel | None:
        """For the form as it is drawn; none for an empty one, of which all would have to be said."""
        form: BaseModelForm = context["adminform"].form
        if context["original"] is None and not form.is_bound:
            return None
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        obj = typed_over(form, form.instance) if form.is_bound else form.instance
        return panel_of(self.findings_of(obj, rows_of_formsets(formsets)))

    def _address(self, original: Any) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_quality"
        return reverse(name, args=[original.pk] if original else [])

    def save_related(
        self, request: HttpRequest, form: Form, formsets: Iterable[BaseFormSet], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        self.assess(form.instance)

    def assess(self, obj: Any) -> None:
        """Keeps the list of all up to date with what was just saved."""
        kind = kind_of(self.model)
        assessing.assess(kind, list(kind.published().filter(pk=obj.pk)))


def refusals(obj: Any, rows: Rows | None = None) -> list[Finding]:
    """What keeps this text from being published; empty where nothing does."""
    found = findings(subject_of(obj, rows), kind_of(type(obj)).checks)
    return [finding for finding in found if finding.rule.blocks]


def refuse(form: ModelForm, rows: Rows | None = None) -> None:
    """Puts what keeps it from being published at the fields concerned."""
    for finding in refusals(form.instance, rows):
        if finding.field not in form.errors:
            form.add_error(finding.field if finding.field in form.fields else None, sentence(finding))


def sentence(finding: Finding) -> str:
    return f"{finding.rule.title}: {finding.says}. {finding.rule.how}"
