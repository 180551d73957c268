"""By what the log can be narrowed: the person, what was done, and the kind of thing it was done to."""

from collections.abc import Iterable

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

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


def _number(chosen: str) -> int:
    """A number that makes no sense is nobody's."""
    return int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0
