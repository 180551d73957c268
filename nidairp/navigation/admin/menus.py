"""The four menus, and a page for each with its whole tree: move, show, hide, edit, add, delete."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from nidairp.navigation import tree
from nidairp.navigation.admin.adding import QuickForm
from nidairp.navigation.admin.rows import tree_rows
from nidairp.navigation.live import LEVELS
from nidairp.navigation.models import Menu, MenuItem


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
        return self._page(request, menu, QuickForm(menu))

    @method_decorator(require_POST)
    def add_item_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """From the form on the menu's page; what cannot be added comes back in it."""
        if not request.user.has_perm("navigation.add_menuitem") or not self.has_view_permission(request):
            raise PermissionDenied
        menu = get_object_or_404(self.get_queryset(request), pk=object_id)
        quick = QuickForm(menu, request.POST)
        if not quick.is_valid():
            return self._page(request, menu, quick)
        typed = quick.cleaned_data
        try:
            item = tree.add(typed["below"], typed["title"], **typed["to"])
        except ValidationError as refusal:
            quick.add_error(None, refusal.messages)
            return self._page(request, menu, quick)
        LogEntry.objects.log_actions(request.user.pk, [item], ADDITION, [{"added": {}}])
        self.message_user(request, f"“{item}” now stands last below “{item.parent}”.", messages.SUCCESS)
        return HttpResponseRedirect(f"{self._address(menu)}#item-{item.pk}")

    def get_urls(self) -> list[URLPattern]:
        own = self.admin_site.admin_view
        add = path("<int:object_id>/add-item/", own(self.add_item_view), name="navigation_menu_add_item")
        return [add, *super().get_urls()]

    def _address(self, menu: MenuItem) -> str:
        return reverse("admin:navigation_menu_change", args=[menu.pk])

    def _page(self, request: HttpRequest, menu: MenuItem, quick: QuickForm) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "quick": quick,
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
