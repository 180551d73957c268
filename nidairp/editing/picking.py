"""What a field may point at: no more than the person at the form may see, or everybody does.

A list and a completion that show less are not enough: a form that is sent with the key of something unseen,
and comes back with an error, would tell how that is called.
"""

from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest


class PicksSeen(BaseModelAdmin):
    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> QuerySet | None:
        model = db_field.remote_field.model
        if self.admin_site.is_registered(model):
            other = self.admin_site.get_model_admin(model)
            if hasattr(other, "pickable"):
                return other.pickable(request)
        return super().get_field_queryset(db, db_field, request)
