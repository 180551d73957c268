"""The log in the admin: to read, to narrow, to take away as a file. Nobody changes or deletes an entry.

Nobody may delete one, so Django refuses to delete a user with whom entries would go: users are switched off.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG, ChangeList
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nidairp.audit.actions import ACTIONS, name_of
from nidairp.audit.export import lines
from nidairp.audit.filters import Done, Kind, Period, Person
from nidairp.audit.objects import addresses
from nidairp.streamed import TORN_CSV, streamed


class LedList(ChangeList):
    """Knows where the entries of its page lead."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = addresses(request, self.model_admin.admin_site, self.result_list)
        for entry in self.result_list:
            entry.address = found.get((entry.content_type_id, entry.object_id), "")


@admin.register(LogEntry)
class LogEntryAdmin(admin.ModelAdmin):
    list_display = ["when", "who", "action", "kind", "on", "what"]
    list_display_links = None
    list_filter = [Person, Done, Kind, Period]
    list_select_related = ["user", "content_type"]
    list_per_page = 50
    search_fields = [
        "object_repr", "change_message", "user__username", "user__first_name", "user__last_name"
    ]  # fmt: skip
    ordering = ["-action_time", "-pk"]
    actions = None
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    change_list_template = "admin/admin/logentry/list.html"

    @admin.display(description="When", ordering="action_time")
    def when(self, entry: LogEntry) -> Any:
        return entry.action_time

    @admin.display(description="Who", ordering="user__username")
    def who(self, entry: LogEntry) -> str:
        return entry.user.get_full_name() or entry.user.get_username()

    @admin.display(description="Action", ordering="action_flag")
    def action(self, entry: LogEntry) -> SafeString:
        name = name_of(entry)
        return format_html('<span class="state-badge state-{}">{}</span>', name, ACTIONS[name].label)

    @admin.display(description="Kind", ordering="content_type")
    def kind(self, entry: LogEntry) -> str:
        return entry.content_type.name if entry.content_type else ""

    @admin.display(description="Object", ordering="object_repr")
    def on(self, entry: LogEntry) -> SafeString:
        if entry.address:
            return format_html('<a href="{}"><bdi>{}</bdi></a>', entry.address, entry.object_repr)
        return format_html("<bdi>{}</bdi>", entry.object_repr)

    @admin.display(description="What", empty_value="")
    def what(self, entry: LogEntry) -> str:
        return entry.get_change_message()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Who did what, and when", **(extra_context or {})})

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return LedList

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: LogEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: LogEntry | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        """The list and its file: a line of the list says all that there is."""
        view = self.admin_site.admin_view
        return [
            path("", view(self.changelist_view), name="admin_logentry_changelist"),
            path("log.csv", view(self.export_view), name="admin_logentry_export"),
        ]

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """What the list shows with the same address behind the question mark, all pages of it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            entries = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return redirect(f"{reverse('admin:admin_logentry_changelist')}?{ERROR_FLAG}=1")
        day = timezone.localdate().isoformat()
        return streamed(
            lines(entries),
            TORN_CSV,
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="log-{day}.csv"'},
        )
