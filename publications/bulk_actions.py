"""What can be done to many publications at once: put on the site, taken off it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from nidairp.editing.bulk import BulkAction
from nidairp.editing.deleting import dying
from nidairp.patience import patience

from .models import Publication
from .models.locks import make_names


class Show(BulkAction):
    name = "show"
    label = "Put on the site …"
    title = "Put {rows} on the site?"
    button = "Put them on the site"
    done = "put on the site"
    is_public = True
    logged = "Published."

    def consequences(self, model_admin: Any, request: HttpRequest, rows: Sequence[Publication]) -> list[str]:
        waiting = sum(not row.is_public for row in rows)
        there = f" {len(rows) - waiting} are there already." if waiting < len(rows) else ""
        return [f"{waiting} will be seen by everybody at once, in lists, feeds and exports too.{there}"]

    def run(
        self, model_admin: Any, request: HttpRequest, rows: Sequence[Any], chosen: dict[str, Any]
    ) -> None:
        """On the rows as they are by then: who saved one since the list was asked is not written over."""
        with transaction.atomic():
            with patience():
                make_names()
                held = Publication.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
                there = list(held.filter(pk__in=[row.pk for row in rows]))
            super().run(model_admin, request, there, chosen)

    def change(self, model_admin: Any, request: HttpRequest, row: Publication, chosen: dict[str, Any]) -> str:
        if row.is_public == self.is_public:
            return ""
        row.is_public = self.is_public
        row._history_user, row._change_reason = request.user, self.label.removesuffix(" …")
        row.save()
        return self.logged


class Hide(Show):
    name = "hide"
    label = "Take off the site …"
    title = "Take {rows} off the site?"
    button = "Take them off the site"
    done = "taken off the site"
    is_public = False
    logged = "Unpublished."

    def consequences(self, model_admin: Any, request: HttpRequest, rows: Sequence[Publication]) -> list[str]:
        said = ["They stay here, and can be put back at any time.", *dying(rows)]
        cited = sum(row.posts.count() for row in rows)
        return [*said, f"Articles that cite them will no longer show their box: {cited}."] if cited else said


ACTIONS = [Show(), Hide()]
