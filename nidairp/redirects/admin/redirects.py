"""The list of redirects, what is wrong with each, and the way to take those of one change back."""

from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from nidairp.editing.history import HistoryAdmin
from nidairp.editing.versions import VersionedAdmin
from nidairp.redirects.keeping import is_public
from nidairp.redirects.live import live
from nidairp.redirects.models import Redirect

from .choosing import choices
from .forms import RedirectForm
from .tables import TableAdmin

SHADOWED = "A page stands at {} now, and visitors see it: the redirect waits until the page is gone."


class LeadsTo(admin.SimpleListFilter):
    title = "where it leads"
    parameter_name = "leads"
    by_choice = {
        "thing": Q(object_id__isnull=False),
        "here": Q(address__startswith="/"),
        "elsewhere": Q(address__startswith="http"),
        "gone": Q(object_id=None, address=""),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("thing", "A page, post, category or publication"),
            ("here", "A fixed address on this site"),
            ("elsewhere", "Another site"),
            ("gone", "Gone for good (410)"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(self.by_choice.get(self.value(), Q()))


class RedirectList(ChangeList):
    """Knows of each row whether something stands at its address: asked for the whole page at once."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        found = live([row.old_path for row in self.result_list])
        for row in self.result_list:
            row.is_shadowed = row.old_path in found


@admin.register(Redirect)
class RedirectAdmin(TableAdmin, VersionedAdmin, HistoryAdmin):
    form = RedirectForm
    change_list_template = "admin/redirects/redirect/change_list.html"
    fieldsets = [(None, {"fields": ["old_path", "fate", "to", "note"]})]
    list_display = ["old_path", "where", "attention", "hits", "last_used", "created_at"]
    list_filter = [LeadsTo]
    search_fields = ["old_path", "address", "note"]
    nothing_yet = (
        "There are none yet. Public content that moves gets one automatically; add one for an address "
        "that others know, but where there is nothing."
    )

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RedirectList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Redirect]:
        return super().get_queryset(request).with_targets()

    def get_urls(self) -> list[URLPattern]:
        own = self.admin_site.admin_view
        return [
            path("undo/<uuid:change>/", own(self.undo_view), name="redirects_redirect_undo"),
            path("targets/", own(choices), name="redirects_redirect_targets"),
            *super().get_urls(),
        ]

    @admin.display(description="Leads to")
    def where(self, row: Redirect) -> str:
        if row.is_gone:
            return "gone for good (410)"
        return format_html('<a href="{0}"><bdi>{0}</bdi></a>', row.leads_to) if row.leads_to else "–"

    @admin.display(description="Attention")
    def attention(self, row: Redirect) -> str:
        """What keeps a redirect from doing its work, in a word for the badge."""
        is_lost = row.object_id is not None and row.target is None
        found = {
            "shadowed by a page": row.is_shadowed,
            "target deleted": is_lost,
            "target not public": row.target is not None and not is_public(row.target),
        }
        badges = ((word,) for word, is_so in found.items() if is_so)
        return format_html_join(" ", '<span class="state-badge state-draft">{}</span>', badges)

    def save_model(self, request: HttpRequest, obj: Redirect, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if live([obj.old_path]):
            self.message_user(request, SHADOWED.format(obj.old_path), messages.WARNING)

    @method_decorator(require_POST)
    def undo_view(self, request: HttpRequest, change: UUID) -> HttpResponse:
        """Takes back the redirects that one change has left behind."""
        if not self.has_delete_permission(request):
            raise PermissionDenied
        with transaction.atomic():
            rows = Redirect.objects.select_for_update().filter(change=change)
            old = [row.old_path for row in rows]
            self.log_deletions(request, rows)
            rows.delete()
        self.message_user(request, _undone(old), messages.SUCCESS if old else messages.WARNING)
        return HttpResponseRedirect(_asked_from(request))


def _undone(old: list[str]) -> str:
    if not old:
        return "There is nothing to undo: somebody has already done so."
    also = f", and {len(old) - 1} more with it" if len(old) > 1 else ""
    return f"{min(old, key=len)} leads nowhere now{also}."


def _asked_from(request: HttpRequest) -> str:
    address = request.headers.get("referer", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if is_ours else reverse("admin:redirects_redirect_changelist")
