"""Previews in the admin: of the form as it stands, and of any version, as wide as a phone and a desk."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.forms.formsets import all_valid
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from nidairp.editing import permission, preview, revising
from nidairp.editing.models import Edited, Revision, Unsaved
from nidairp.editing.permission import Do
from nidairp.editing.schedule import said
from nidairp.editing.snapshot import Content

from .rows import RevisedRows
from .saving import content_of, with_draft_shown

WIDTHS = {"phone": 390, "desktop": 1280}
AS_TYPED = "As it is in the form, not saved."


class PreviewingAdmin(admin.ModelAdmin):
    """A frame with two widths; with ``?bare`` the page that stands in it."""

    def get_urls(self) -> list[URLPattern]:
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        views = [
            ("preview/", self.typed_view, "preview_new"),
            ("preview/<str:key>/", self.unsaved_view, "unsaved"),
            ("<int:pk>/preview/", self.typed_view, "preview_form"),
            ("<int:pk>/newest/", self.newest_view, "newest"),
            ("<int:pk>/versions/<int:number>/preview/", self.version_view, "version"),
        ]
        own = [path(at, self.admin_site.admin_view(view), name=f"{stem}_{name}") for at, view, name in views]
        return [*own, *super().get_urls()]

    @method_decorator(require_POST)
    def typed_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Takes what was typed, and sends to a page that can be looked at again and again."""
        obj = get_object_or_404(self.get_queryset(request), pk=pk) if pk else None
        permission.demand(request.user, Do.CHANGE if obj else Do.ADD, obj or self.model)
        content = self.typed(request, obj)
        if isinstance(content, list):
            return self.refused(request, obj, content)
        unsaved = Unsaved.keep(request.user, obj or self.model(), content)
        return HttpResponseRedirect(
            reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_unsaved", args=[unsaved.key])
        )

    def typed(self, request: HttpRequest, obj: Edited | None) -> Content | list[str]:
        """The content of the form that was sent, or what is wrong with it."""
        shown = with_draft_shown(obj) if obj else None
        fields = flatten_fieldsets(self.get_fieldsets(request, shown))
        form_class = self.get_form(request, shown, change=obj is not None, fields=fields)
        form: Any = form_class(request.POST, request.FILES, instance=shown)
        form.fields.pop("version", None)  # to look at it writes over nothing
        formsets, _ = self._create_formsets(request, form.instance, change=obj is not None)
        if not all([form.is_valid(), all_valid(formsets)]):
            return [*problems(form), *(line for formset in formsets for line in problems_of_rows(formset))]
        tables = [formset for formset in formsets if isinstance(formset, RevisedRows)]
        return content_of(form.instance, {table.accessor: table.kept() for table in tables})

    @method_decorator(require_safe)
    def unsaved_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Only for who typed it."""
        kind = ContentType.objects.get_for_model(self.model)
        unsaved = get_object_or_404(Unsaved, key=key, user=request.user, content_type=kind)
        obj = self.get_queryset(request).filter(pk=unsaved.object_id).first() or self.model()
        permission.demand(request.user, Do.ADD if obj._state.adding else Do.CHANGE, obj)
        return self.shown(request, obj, unsaved.content, AS_TYPED)

    @method_decorator(require_safe)
    def newest_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        obj = self.seen(request, pk)  # type: ignore[attr-defined]
        return self.shown(request, obj, revising.newest(obj), "The newest text that was saved.")

    @method_decorator(require_safe)
    def version_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        obj = self.seen(request, pk)  # type: ignore[attr-defined]
        revision = get_object_or_404(Revision.objects.of(obj), number=number)
        words = f"{revision}, saved on {said(revision.moment)}."
        return self.shown(request, obj, revision.content, words)

    def shown(self, request: HttpRequest, obj: Edited, content: Content, words: str) -> HttpResponse:
        if "bare" in request.GET:
            try:
                return preview.framed(preview.render(request, obj, content, words))
            except ValidationError as error:
                return preview.framed(self.refused(request, obj, error.messages))
        return self.frame(request, obj, words)

    @method_decorator(csp_update({"frame-src": [SELF]}))
    def frame(self, request: HttpRequest, obj: Edited, words: str) -> HttpResponse:
        width = request.GET.get("width", "")
        context = {
            **self.admin_site.each_context(request),
            "title": "Preview",
            "subtitle": str(obj) if obj.pk else None,
            "opts": self.opts,
            "original": obj if obj.pk else None,
            "words": words,
            "widths": WIDTHS,
            "width": width if width in WIDTHS else _own_width(request),
        }
        return preview.hidden(TemplateResponse(request, "admin/editing/preview.html", context))

    def refused(self, request: HttpRequest, obj: Edited | None, wrong: list[str]) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": "There is no preview yet",
            "opts": self.opts,
            "original": obj if obj and obj.pk else None,
            "wrong": wrong,
        }
        return preview.hidden(TemplateResponse(request, "admin/editing/no_preview.html", context))


def problems(form: Any) -> list[str]:
    """Each with the name of its field."""
    return [
        f"{form.fields[name].label}: {error}" if name in form.fields else str(error)
        for name, errors in form.errors.items()
        for error in errors
    ]


def problems_of_rows(formset: Any) -> list[str]:
    rows = [line for form in formset.forms for line in problems(form)]
    return [*rows, *map(str, formset.non_form_errors())]


def _own_width(request: HttpRequest) -> str:
    """On a phone it begins as on a phone, where nothing need be moved sideways."""
    return "phone" if "Mobi" in request.headers.get("User-Agent", "") else "desktop"
