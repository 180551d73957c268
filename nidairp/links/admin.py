"""The list of broken links: what is wrong, since when and where, with the way to the form that mends it."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from nidairp.editing import linking

from .checking import look_again
from .models import Finding


class Dismissed(admin.SimpleListFilter):
    """Without a choice, those that still need somebody."""

    title = "whether it is dismissed"
    parameter_name = "dismissed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Dismissed"), ("all", "All")]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        yield {**first, "display": "To mend"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "all":
            return queryset
        return queryset.filter(dismissed=self.value() == "yes")


@admin.register(Finding)
class FindingAdmin(admin.ModelAdmin):
    list_display = ["short_link", "says", "stands_in", "since", "looked_at"]
    list_display_links = None
    list_filter = [Dismissed, "kind", "is_outside", ("content_type", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["link", "says"]
    actions = ["look_again", "dismiss", "bring_back"]
    nothing_yet = "No broken link is known. Links are looked at once a week, where the server has its timers."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Finding]:
        return super().get_queryset(request).select_related("content_type").prefetch_related("row")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Broken links", **(extra_context or {})})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="Link", ordering="link")
    def short_link(self, finding: Finding) -> str:
        if reference := linking.read(finding.link):
            return f"the {reference.model.partition('.')[2]} with the number {reference.pk}"
        shown = finding.link if len(finding.link) <= 90 else f"{finding.link[:89]}…"
        return format_html("<bdi>{}</bdi>", shown)

    @admin.display(description="Stands in")
    def stands_in(self, finding: Finding) -> str:
        """The row's form in the admin, where the link can be mended."""
        kind = finding.content_type
        if finding.row is None:
            return f"{kind.name} {finding.object_id}, deleted meanwhile"
        name = f"{capfirst(kind.name)}: {finding.row}"
        try:
            form = reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[finding.object_id])
        except NoReverseMatch:
            return name
        return format_html('<a href="{}">{}</a> ({})', form, name, finding.field)

    @admin.display(description="Wrong since", ordering="first_seen")
    def since(self, finding: Finding) -> Any:
        return finding.first_seen.date()

    @admin.display(description="Looked at", ordering="last_checked")
    def looked_at(self, finding: Finding) -> Any:
        return finding.last_checked

    @admin.action(description="Look again: is it mended?", permissions=["change"])
    def look_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        """For whoever has just mended one, and would else see it here until all links are looked at again."""
        count, mended = len(queryset), look_again(queryset)
        said = f"{mended} of {count} {'is' if mended == 1 else 'are'} mended, and gone from the list."
        if mended < count and queryset.filter(is_outside=True).exists():
            said += " Links to other sites wait for the next look at all links, once a week."
        self.message_user(request, said, messages.SUCCESS if mended == count else messages.WARNING)

    @admin.action(description="Dismiss: it is right, or does not matter", permissions=["change"])
    def dismiss(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._set(request, queryset, True, "dismissed")

    @admin.action(description="Bring back into the list", permissions=["change"])
    def bring_back(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._set(request, queryset, False, "brought back")

    def _set(self, request: HttpRequest, queryset: QuerySet, dismissed: bool, said: str) -> None:
        for finding in queryset:
            self.log_change(request, finding, f"{said.capitalize()}.")
        count = queryset.update(dismissed=dismissed)
        self.message_user(
            request, f"{count} broken link{'' if count == 1 else 's'} {said}.", messages.SUCCESS
        )
