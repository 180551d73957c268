"""The four menus, and a page for each with its whole tree: move, show, hide, edit, add, delete."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from nidairp.navigation.admin.rows import tree_rows
from nidairp.navigation.live import LEVELS
from nidairp.navigation.models import Menu


@admin.register(Menu)
class MenuAdmin(admin.ModelAdmin):
    """Menus are fixed; who may change menu items may change menus."""

    list_display = ["title", "item_count"]
    actions = None

    @admin.display(description="Items")
    def item_count(self, menu: Menu) -> int:
        return menu.get_descendant_count()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Menu]:
        return super().get_queryset(request).filter(parent=None)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("navigation.change_menuitem")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("navigation.view_menuitem") or self.has_change_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Menus", **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        menu = self.get_object(request, object_id)
        if menu is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": menu.title,
            "opts": self.opts,
            "menu": menu,
            "rows": tree_rows(menu),
            "levels": LEVELS[menu.location],
            "may_add": request.user.has_perm("navigation.add_menuitem"),
            "may_change": self.has_change_permission(request),
            "may_delete": request.user.has_perm("navigation.delete_menuitem"),
        }
        return TemplateResponse(request, "admin/navigation/menu/tree.html", context)
