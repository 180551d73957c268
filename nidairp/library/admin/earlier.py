"""What was in the place of a picture or a file before: looked at, put back, or deleted for good."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from ..models import Stored
from ..models.stored import KEPT


class EarlierAdmin(admin.ModelAdmin):
    """One page of its own: a form cannot stand in the form of the picture."""

    def get_urls(self) -> list[URLPattern]:
        wrap, stem = self.admin_site.admin_view, f"library_{self.opts.model_name}"
        return [
            path("<int:pk>/earlier/", wrap(self.earlier_view), name=f"{stem}_earlier"),
            path("<int:pk>/earlier/<int:number>/back/", wrap(self.put_back_view), name=f"{stem}_put_back"),
            path("<int:pk>/earlier/<int:number>/gone/", wrap(self.gone_view), name=f"{stem}_gone"),
            *super().get_urls(),
        ]

    def earlier_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        stored = self._changed(request, pk)
        earlier = [(former, former.as_it_was()) for former in stored.former.select_related("replaced_by")]
        words = {"title": f"Earlier {self._kind}s", "earlier": earlier, "most": KEPT}
        return TemplateResponse(request, "admin/library/earlier.html", self._context(request, stored, words))

    @method_decorator(require_POST)
    def put_back_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        try:
            with transaction.atomic():
                stored = self._changed(request, pk, lock=True)
                stored.replaced_by = request.user
                stored.put_back(get_object_or_404(stored.former, pk=number))
                self.log_change(request, stored, f"Put back the earlier {self._kind}.")
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            done = f"The earlier {self._kind} is back; what was there instead is kept below."
            messages.success(request, done)
        return HttpResponseRedirect(self.address_of_earlier(pk))

    def gone_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        stored = self._changed(request, pk)
        if not self.has_delete_permission(request, stored):
            raise PermissionDenied
        former = get_object_or_404(stored.former, pk=number)
        if request.method == "POST":
            former.delete()
            self.log_change(request, stored, f"Deleted an earlier {self._kind} for good.")
            messages.success(request, f"The earlier {self._kind} has been deleted.")
            return HttpResponseRedirect(self.address_of_earlier(pk))
        words = {"title": f"Delete the earlier {self._kind}?", "former": former, "was": former.as_it_was()}
        template = "admin/library/earlier_delete.html"
        return TemplateResponse(request, template, self._context(request, stored, words))

    @admin.display(description="Earlier ones")
    def earlier(self, stored: Any) -> str:
        count = stored.former.count()
        if not count:
            return f"None. If this {self._kind} is replaced, it is kept here and can be put back."
        said = "one" if count == 1 else f"{count}"
        return format_html(
            '<a href="{}">Look at the {} kept here</a>', self.address_of_earlier(stored.pk), said
        )

    @property
    def _kind(self) -> str:
        return str({"image": "picture"}.get(str(self.opts.model_name), "file"))

    def address_of_earlier(self, pk: int) -> str:
        return reverse(f"admin:library_{self.opts.model_name}_earlier", args=[pk])

    def _changed(self, request: HttpRequest, pk: int, *, lock: bool = False) -> Any:
        rows = self.model._default_manager.all()
        stored: Stored = get_object_or_404(rows.select_for_update() if lock else rows, pk=pk)
        if not self.has_change_permission(request, stored):
            raise PermissionDenied
        return stored

    def _context(self, request: HttpRequest, stored: Stored, words: dict[str, Any]) -> dict[str, Any]:
        site = self.admin_site.each_context(request)
        return {
            **site,
            **words,
            "subtitle": str(stored),
            "opts": self.opts,
            "original": stored,
            "kind": self._kind,
        }
