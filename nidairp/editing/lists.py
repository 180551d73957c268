"""Lists of the admin over very many rows.

A page is found by its keys alone, which the database sorts and skips without touching long texts, and
only its own rows are then read. Nothing is counted that nobody asked for.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest


class LongList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        # Who finds nothing need not wait for a second look.
        keys = list(self.result_list.values_list("pk", flat=True)) if self.result_count else []
        rows = self.apply_select_related(self.root_queryset).in_bulk(keys)
        self.result_list = [rows[key] for key in keys if key in rows]


class LongListAdmin(admin.ModelAdmin):
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return LongList
