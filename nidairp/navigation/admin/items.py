"""One menu item: its form, and its deletion. The small steps made from the page of its menu: ``steps.py``.

Every change goes through ``tree.py`` and ends on the menu's page, at the item concerned.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import DELETION
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from nidairp.audit.recording import record
from nidairp.editing.history import HistoryAdmin, old_state, reverted_to
from nidairp.editing.versions import VersionedAdmin
from nidairp.navigation import tree
from nidairp.navigation.admin.forms import MenuItemForm
from nidairp.navigation.admin.steps import StepAdmin
from nidairp.navigation.dead import dead_addresses
from nidairp.navigation.models import Menu, MenuItem
from nidairp.navigation.pointing import THINGS, called

UNANSWERED = "There is no page at {} yet: until there is, this item is left out of the menu."
UNPUBLISHED = "“{}” is not public yet: until it is, this item is left out of the menu."


@admin.register(MenuItem)
class MenuItemAdmin(StepAdmin, VersionedAdmin, HistoryAdmin):
    form = MenuItemForm
    fieldsets = [
        (None, {"fields": ["title", "below", "is_shown"]}),
        (
            "Where it leads",
            {
                "fields": ["page", "category", "post", "section", "address"],
                "description": "A page, category, post or address; or none, for a heading.",
            },
        ),
    ]
    autocomplete_fields = ["page", "category", "post"]
    actions = None
    change_form_template = "admin/navigation/menuitem/form.html"

    @admin.display(description="Below")
    def below(self, item: MenuItem) -> str:
        """For those who may only look: their page has no form field."""
        return str(item.parent)

    def get_queryset(self, request: HttpRequest) -> QuerySet[MenuItem]:
        return super().get_queryset(request).filter(parent__isnull=False).select_related("parent")

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Keeps items off the admin's front page: the way to them is their menu."""
        return {}

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("admin:navigation_menu_changelist")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"is_shown": True, "below": request.GET.get("below", ""), **self._pointing(request)}

    def _pointing(self, request: HttpRequest) -> dict[str, Any]:
        """What is to be put into a menu, where its own form led here, under its own title to begin with."""
        for name in THINGS:
            key = request.GET.get(name, "")
            if key.isdecimal() and len(key) < 19:
                model = MenuItem._meta.get_field(name).related_model
                rows = self.admin_site.get_model_admin(model).get_queryset(request)
                if row := rows.filter(pk=key).first():
                    return {name: row.pk, "title": called(row)}
        return {}

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What the tree refuses after the form was found good: somebody else was quicker."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return redirect("admin:navigation_menu_changelist")

    def save_model(self, request: HttpRequest, obj: MenuItem, form: ModelForm, change: bool) -> None:
        if entry := old_state(obj):
            obj._change_reason = reverted_to(entry)
        write = tree.change if change else tree.insert
        write(obj, form.cleaned_data["below"].pk)
        if obj.target and not obj.target.is_public:
            self.message_user(request, UNPUBLISHED.format(obj.target), messages.WARNING)
        elif dead_addresses([obj]):
            self.message_user(request, UNANSWERED.format(obj.address), messages.WARNING)

    def response_post_save_add(self, request: HttpRequest, obj: MenuItem) -> HttpResponseRedirect:
        return self.back_to(obj)

    def response_post_save_change(self, request: HttpRequest, obj: MenuItem) -> HttpResponseRedirect:
        return self.back_to(obj)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        if not self.has_delete_permission(request):
            raise PermissionDenied
        item = self.get_object(request, object_id)
        if item is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method == "POST":
            return self._delete(request, item)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Delete “{item}”?",
            "opts": self.opts,
            "item": item,
            "menu": item.get_root(),
            "below": item.get_descendants(),
        }
        return TemplateResponse(request, "admin/navigation/menuitem/delete.html", context)

    def _delete(self, request: HttpRequest, item: MenuItem) -> HttpResponse:
        below = ", ".join(str(one) for one in item.get_descendants())
        try:
            count = tree.remove(item.pk)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.WARNING)
        else:
            record(request.user, item, f"With what stood below it: {below}." if below else "", DELETION)
            also = f", with {count - 1} below it" if count > 1 else ""
            self.message_user(request, f"“{item}” is deleted{also}.", messages.SUCCESS)
        return self.back_to(item.parent)

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponseRedirect:
        """Django leads to the admin's front page; the menu that the step was asked for from is nearer."""
        super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        asked_from = request.POST.get("menu", "")
        is_number = asked_from.isdecimal() and len(asked_from) < 19
        menu = Menu.objects.filter(parent=None, pk=asked_from if is_number else None).first()
        if menu is None:
            return HttpResponseRedirect(reverse("admin:navigation_menu_changelist"))
        return HttpResponseRedirect(reverse("admin:navigation_menu_change", args=[menu.pk]))
