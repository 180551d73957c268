"""By what the log can be narrowed: the person, what was done, and the kind of thing it was done to."""

from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, timedelta

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Max, Min, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from nidairp.audit.actions import ACTIONS, where


class Person(admin.SimpleListFilter):
    """Only those who have done something."""

    title, parameter_name = "person", "who"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, str]]:
        users = get_user_model().objects.filter(Exists(LogEntry.objects.filter(user=OuterRef("pk"))))
        return [(str(user.pk), user.get_full_name() or user.get_username()) for user in users]

    def queryset(self, request: HttpRequest, queryset: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
        chosen = self.value()
        return queryset.filter(user=_number(chosen)) if chosen else queryset


class Kind(admin.SimpleListFilter):
    title, parameter_name = "kind of object", "kind"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, str]]:
        models = [model for model in model_admin.admin_site._registry if model is not LogEntry]
        kinds = ContentType.objects.get_for_models(*models, for_concrete_models=False).values()
        return sorted(((str(kind.pk), kind.name.capitalize()) for kind in kinds), key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
        chosen = self.value()
        return queryset.filter(content_type=_number(chosen)) if chosen else queryset


class Done(admin.SimpleListFilter):
    title, parameter_name = "action", "action"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, str]]:
        return [(name, action.label) for name, action in ACTIONS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
        chosen = self.value()
        if not chosen:
            return queryset
        return queryset.filter(where(chosen)) if chosen in ACTIONS else queryset.none()


class Period(admin.SimpleListFilter):
    """Days back from now, and whole years. What years there are is read off the ends of the log's index."""

    title, parameter_name = "period", "period"
    DAYS = {"1": "Today", "7": "The last 7 days", "30": "The last 30 days"}

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, str]]:
        ends = LogEntry.objects.aggregate(first=Min("action_time"), last=Max("action_time"))
        if ends["first"] is None:
            return []
        first, last = (timezone.localtime(ends[end]).year for end in ("first", "last"))
        return [*self.DAYS.items(), *((str(year), str(year)) for year in range(last, first - 1, -1))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
        chosen = self.value()
        if not chosen:
            return queryset
        if chosen in self.DAYS:
            midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
            return queryset.filter(action_time__gte=midnight - timedelta(days=int(chosen) - 1))
        year = _number(chosen)
        return queryset.filter(action_time__year=year) if MINYEAR <= year < MAXYEAR else queryset.none()


def _number(chosen: str) -> int:
    """A number that makes no sense is nobody's."""
    return int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0
