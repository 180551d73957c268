"""Deleting, with all that would follow from it said beforehand.

Django says what else would be deleted, and what forbids it. What it does not say: what would lose its target,
and which addresses of the public site would no longer answer.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import CASCADE, DO_NOTHING, PROTECT, RESTRICT, Model
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join

from .bulk import BulkAction, some

#: Relations of no interest to those who delete: notes about what was done, not things on the site.
UNTOLD = {"importrow", "revision"}
#: What is done to a row when what it points at is deleted, other than taking the pointer away.
KEPT_OR_GONE = {None, CASCADE, PROTECT, RESTRICT, DO_NOTHING}
#: So many addresses are named.
NAMED = 5


class DeleteMany(BulkAction):
    """In the place of Django's own, under its name."""

    name = "delete_selected"
    label = "Delete …"
    title = "Delete {rows}?"
    button = "Delete them"
    done = "deleted"
    permission = "delete"
    danger = True

    def consequences(self, model_admin: Any, request: HttpRequest, rows: Sequence[Any]) -> list[str]:
        gone = also_deleted(model_admin, request, rows)
        return [*gone, *losing_target(rows), *dying(rows), *returning(model_admin)]

    def obstacles(self, model_admin: Any, request: HttpRequest, rows: Sequence[Any]) -> list[str]:
        _, _, lacking, protected = model_admin.get_deleted_objects(rows, request)
        found = []
        if protected:
            those = format_html_join("; ", "{}", ((row,) for row in protected))
            found.append(format_html("Not possible while these are there: {}.", those))
        if lacking:
            found.append(f"You may not delete what goes along: {', '.join(sorted(map(str, lacking)))}.")
        return found

    def run(
        self, model_admin: Any, request: HttpRequest, rows: Sequence[Any], chosen: dict[str, Any]
    ) -> None:
        """The entries are written before the rows have lost their keys."""
        with transaction.atomic():
            model_admin.log_deletions(request, rows)
            there = model_admin.get_queryset(request).filter(pk__in=[row.pk for row in rows])
            model_admin.delete_queryset(request, there)
        model_admin.message_user(request, f"{self.counted(model_admin, len(rows))} {self.done}.")


def also_deleted(model_admin: Any, request: HttpRequest, rows: Sequence[Model]) -> list[str]:
    _, counts, _, _ = model_admin.get_deleted_objects(rows, request)
    own = str(model_admin.opts.verbose_name_plural)
    told = {str(kind): count for kind, count in counts.items() if "relationship" not in str(kind)}
    others = [f"{kind} ({count})" for kind, count in told.items() if kind != own]
    return [f"Deleted along: {', '.join(others)}."] if others else []


def returning(model_admin: Any) -> list[str]:
    can = getattr(model_admin, "comes_back", False)
    return ["What is deleted here can be brought back, from the list of what was deleted."] if can else []


def losing_target(rows: Sequence[Model]) -> list[str]:
    """What points at the rows, stays, and then points at nothing."""
    losing: dict[str, list[Model]] = defaultdict(list)
    for relation in rows[0]._meta.get_fields(include_hidden=True):
        if getattr(relation, "on_delete", None) not in KEPT_OR_GONE and relation.auto_created:
            model = relation.related_model
            if model._meta.model_name in UNTOLD or model.__name__.startswith("Historical"):
                continue
            found = model._base_manager.filter(**{f"{relation.field.name}__in": rows})
            losing[str(model._meta.verbose_name_plural)] += found
    return [f"These {kind} would lead nowhere: {some(found)}." for kind, found in losing.items() if found]


def dying(rows: Sequence[Any]) -> list[str]:
    addresses = [row.get_absolute_url() for row in rows if getattr(row, "is_public", False)]
    if not addresses:
        return []
    those = "This address" if len(addresses) == 1 else f"These {len(addresses)} addresses"
    more = " …" if len(addresses) > NAMED else ""
    return [f"{those} of the site would no longer answer: {', '.join(addresses[:NAMED])}{more}."]
