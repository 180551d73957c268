"""Edited content in lists: how far each has come, as badges, and filters by the same."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join

from nidairp.editing import permission, stage
from nidairp.editing.models import Edited
from nidairp.editing.picking import PicksSeen

State = Edited.State
OWN_ONLY = "This list shows the {} that you have written: none yet."


class StageFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("draft", "Draft"),
            ("review", "In review"),
            ("scheduled", "Scheduled"),
            ("published", "Published"),
            ("ahead", "Published, with a draft ahead"),
            ("withdrawn", "Unpublished"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet | None:
        match self.value():
            case "draft":
                return queryset.filter(state=State.DRAFT)
            case "review":
                return queryset.in_review()
            case "scheduled":
                return queryset.scheduled()
            case "published":
                return queryset.published()
            case "ahead":
                return queryset.published().with_draft()
            case "withdrawn":
                return queryset.filter(state=State.WITHDRAWN)
        return queryset


class ListingAdmin(PicksSeen, admin.ModelAdmin):
    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """The badge of a draft ahead needs its moment, not its text."""
        return permission.seen(request.user, super().get_queryset(request)).defer("draft__content")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Whoever sees only what is their own is told so where the list is empty."""
        name = self.opts.verbose_name_plural
        own = "" if permission.sees_all(request.user, self.model) else OWN_ONLY.format(name)
        return super().changelist_view(request, {"nothing_yet": own, **(extra_context or {})})

    def pickable(self, request: HttpRequest) -> QuerySet:
        """What a field of a form may point at."""
        return permission.picked(request.user, super().get_queryset(request))

    def get_list_select_related(self, request: HttpRequest) -> list[str]:
        return ["draft", *(super().get_list_select_related(request) or ())]

    @admin.display(description="Title", ordering="title__plain")
    def plain_title(self, obj: Any) -> str:
        """A list tells rows apart: their markup would only be in the way."""
        return str(obj)

    @admin.display(description="State", ordering="state")
    def state_badge(self, obj: Any) -> str:
        badges = stage.badges(obj)
        return format_html_join(" ", '<span class="state-badge state-{}">{}</span>', badges)
