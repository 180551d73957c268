"""Publishing and unpublishing many at once, by the same functions as one."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from nidairp.editing import publishing
from nidairp.editing.bulk import BulkAction
from nidairp.editing.deleting import dying
from nidairp.quality.admin import refusals, sentence

from .saving import with_draft_shown


class PublishMany(BulkAction):
    name = "publish"
    label = "Publish …"
    title = "Publish {rows}?"
    button = "Publish them"
    done = "published"
    permission = "publish"

    def consequences(self, model_admin: Any, request: HttpRequest, rows: Sequence[Any]) -> list[str]:
        ahead = sum(row.is_public and row.has_draft for row in rows)
        new = sum(not row.is_public for row in rows)
        planned = sum(row.is_promised and not row.is_public for row in rows)
        said = {
            "will be on the site at once, each with the newest text that was saved": new,
            "are there already, and show their draft instead": ahead,
            "do not wait for the moment they are scheduled for": planned,
            "are there already and have no draft: nothing happens to them": len(rows) - new - ahead,
        }
        return [f"{count} {words}." for words, count in said.items() if count]

    def obstacles(self, model_admin: Any, request: HttpRequest, rows: Sequence[Any]) -> list[str]:
        """What would be a broken page; the panel beside the form says more."""
        return [
            f"“{row}” cannot be published. {sentence(finding)}"
            for row in rows
            if _waits(row)
            for finding in refusals(with_draft_shown(row))
        ]

    def change(self, model_admin: Any, request: HttpRequest, row: Any, chosen: dict[str, Any]) -> str:
        return "Published." if publishing.publish(row, request.user) else ""


class UnpublishMany(BulkAction):
    name = "unpublish"
    label = "Unpublish …"
    title = "Unpublish {rows}?"
    button = "Unpublish them"
    done = "unpublished"
    permission = "publish"

    def consequences(self, model_admin: Any, request: HttpRequest, rows: Sequence[Any]) -> list[str]:
        return [*dying(rows), "They stay here with all their versions, and can be published again."]

    def change(self, model_admin: Any, request: HttpRequest, row: Any, chosen: dict[str, Any]) -> str:
        return "Unpublished." if publishing.unpublish(row, request.user) else ""


def _waits(row: Any) -> bool:
    return row.has_draft or not row.is_public


MANY = [PublishMany(), UnpublishMany()]
