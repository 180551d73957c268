"""What could be better on the whole site: a page of the admin, and a number for its dashboard."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from . import assessing
from .checks.finding import RULES
from .kinds import Kind, all_kinds
from .models import Assessment, AssessmentQuerySet

PER_PAGE = 25
#: So many texts of each kind are looked at again while the list is made.
AT_ONCE = 50


def could_be_better(kinds: list[Kind] | None = None) -> int:
    """How many published texts have findings, as far as they were looked at."""
    return _of(all_kinds() if kinds is None else kinds).count()


def _of(kinds: list[Kind]) -> AssessmentQuerySet:
    """Of what is published now: the rest is written down too, until it is forgotten."""
    where = Q(pk__in=())
    for kind in kinds:
        published = kind.model._default_manager.published().order_by().values("pk")  # type: ignore[attr-defined]
        where |= Q(pk__in=Assessment.objects.of(kind.model).filter(object_id__in=published))
    return Assessment.objects.with_findings().filter(where).select_related("content_type")


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    allowed = [kind for kind in all_kinds() if _may_change(request, kind)]
    if not allowed:
        raise PermissionDenied
    assessing.refresh(AT_ONCE)
    chosen = [kind for kind in allowed if request.GET.get("kind") in ("", None, _name(kind))]
    rows = _of(chosen)
    offered = {slug: rule for slug, rule in RULES.items() if not rule.beforehand}
    rule = offered.get(request.GET.get("rule", ""))
    if rule:
        rows = rows.filter(rules__has_key=rule.slug)
    page = Paginator(rows.order_by("-errors", "-advice", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": "What could be better",
        "page_obj": page,
        "lines": _lines(list(page)),
        "kinds": [(_name(kind), kind.model._meta.verbose_name_plural) for kind in allowed],
        "rules": sorted(offered.values(), key=lambda rule: (not rule.blocks, rule.title)),
        "chosen": {"kind": request.GET.get("kind", ""), "rule": rule.slug if rule else ""},
    }
    return TemplateResponse(request, "admin/quality/report.html", context)


def _name(kind: Kind) -> str:
    return kind.model._meta.model_name or ""


def _may_change(request: HttpRequest, kind: Kind) -> bool:
    opened = admin.site.get_model_admin(kind.model)
    return opened.has_view_or_change_permission(request)


def _lines(rows: list[Assessment]) -> list[dict[str, Any]]:
    """What a row of the list shows: one query for each kind."""
    objects = {}
    for kind in all_kinds():
        keys = [row.object_id for row in rows if row.content_type.model_class() is kind.model]
        found = kind.model._default_manager.in_bulk(keys) if keys else {}
        objects |= {(kind.model, pk): obj for pk, obj in found.items()}
    pairs = [(row, objects[row.content_type.model_class(), row.object_id]) for row in rows]
    return [{"object": obj, "address": _form(obj), "rules": _rules(row), "row": row} for row, obj in pairs]


def _form(obj: Any) -> str:
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def _rules(row: Assessment) -> list[tuple[Any, int]]:
    found = [(RULES[slug], count) for slug, count in row.rules.items() if slug in RULES]
    return sorted(found, key=lambda pair: not pair[0].blocks)
