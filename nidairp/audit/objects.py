"""Where the entries of the log lead: to what still exists, and never to what the reader may not see."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.admin import AdminSite
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

#: The key of an object: its content type and its primary key as text.
Key = tuple[int, str]


def addresses(request: HttpRequest, site: AdminSite, entries: Iterable[LogEntry]) -> dict[Key, str]:
    """The addresses of all objects of the entries that the reader may open; a query for each kind."""
    wanted: dict[int, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.content_type_id and entry.object_id:
            wanted[entry.content_type_id].add(entry.object_id)
    return {
        (kind, pk): address
        for kind, pks in wanted.items()
        for pk, address in _of_kind(request, site, ContentType.objects.get_for_id(kind), pks)
    }


def _of_kind(
    request: HttpRequest, site: AdminSite, kind: ContentType, pks: set[str]
) -> Iterable[tuple[str, str]]:
    model = kind.model_class()
    if model is None or not site.is_registered(model):
        return
    admin = site.get_model_admin(model)
    if not admin.has_view_permission(request):
        return
    for row in admin.get_queryset(request).filter(pk__in=_keys(model, pks)):
        if admin.has_view_permission(request, row):
            try:
                name = f"{site.name}:{model._meta.app_label}_{model._meta.model_name}_change"
                yield str(row.pk), reverse(name, args=[row.pk])
            except NoReverseMatch:
                return


def _keys(model: type, pks: set[str]) -> list[object]:
    """The log keeps keys as text; what is none of this model's finds nothing."""
    found = []
    for pk in pks:
        try:
            found.append(model._meta.pk.to_python(pk))
        except ValidationError:
            continue
    return found
