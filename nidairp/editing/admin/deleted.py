"""Posts and pages that were deleted, from where they come back, or go for good."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from nidairp.editing import deleted, permission
from nidairp.editing.bringing_back import BringingBackAdmin
from nidairp.editing.models import Edited
from nidairp.editing.permission import Do


class DeletedAdmin(BringingBackAdmin):
    """Deleting keeps what it takes away."""

    is_back = "as a draft. The public sees it once it is published."

    def gone(self, request: HttpRequest) -> QuerySet[Any]:
        return deleted.seen(request.user, self.model).select_related("user")

    def may_bring_back(self, request: HttpRequest) -> bool:
        return permission.may(request.user, Do.ADD, self.model)

    def may_forget(self, request: HttpRequest) -> bool:
        return permission.may(request.user, Do.FORGET, self.model)

    def bring_back(self, request: HttpRequest, pk: int) -> tuple[Edited, list[str]]:
        return deleted.bring_back(self.model, pk, request.user)

    def forget(self, request: HttpRequest, pk: int) -> Edited:
        return deleted.forget(self.model, pk, request.user)

    def entries_of(self, kept: Any) -> int:
        return deleted.versions_of(kept)

    def delete_model(self, request: HttpRequest, obj: Edited) -> None:
        with transaction.atomic():
            deleted.keep(obj, request.user)
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        with transaction.atomic():
            for obj in queryset:
                deleted.keep(obj, request.user)
            super().delete_queryset(request, queryset)
