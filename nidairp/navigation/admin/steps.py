"""The small changes made from the page of a menu: each button and each drag is one POST, as is undoing it.

They go through ``tree.py``, say what happened, and end on the menu's page at the item concerned.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, re_path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem

#: What is said after each step.
MOVED = {
    "up": "“{item}” has moved up.",
    "down": "“{item}” has moved down.",
    "in": "“{item}” now stands below “{item.parent}”.",
    "out": "“{item}” has moved out by one level.",
}
PLACED = {
    "before": "“{item}” now stands before “{target}”.",
    "after": "“{item}” now stands after “{target}”.",
    "first": "“{item}” now stands first below “{target}”.",
    "inside": "“{item}” now stands below “{target}”.",
}
SHOWN = {"show": "“{item}” is shown.", "hide": "“{item}” is hidden."}
LOGGED = {"show": "Shown.", "hide": "Hidden."}
#: What a change of the tree leaves to say, and to write into the log.
Done = tuple[MenuItem, str | SafeString, str]


class StepAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        own = self.admin_site.admin_view
        steps = "|".join((*MOVED, *SHOWN))
        return [
            re_path(
                rf"^(?P<object_id>\d+)/(?P<step>{steps})/$",
                own(self.step_view),
                name="navigation_menuitem_step",
            ),
            re_path(r"^(?P<object_id>\d+)/place/$", own(self.place_view), name="navigation_menuitem_place"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def step_view(self, request: HttpRequest, object_id: str, step: str) -> HttpResponse:
        if step in SHOWN:
            return self._make(request, object_id, lambda pk: _switch(pk, step))
        beside = _number(request, "beside")
        return self._make(request, object_id, lambda pk: _step(pk, step, beside))

    @method_decorator(require_POST)
    def place_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        target, position = _number(request, "target"), _sent(request, "position")
        if target is None or position not in PLACED:
            raise BadRequest("No such place in a menu.")
        spot = tree.Spot(target, position, _number(request, "above"))
        return self._make(request, object_id, lambda pk: _place(pk, spot))

    def _make(self, request: HttpRequest, object_id: str, change: Callable[[int], Done]) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        item = self.get_object(request, object_id)
        if item is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        try:
            item, said, logged = change(item.pk)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.WARNING)
        else:
            self.log_change(request, item, logged)
            self.message_user(request, said, messages.SUCCESS)
        return self.back_to(item)

    def back_to(self, item: MenuItem) -> HttpResponseRedirect:
        menu = item.get_root()
        url = reverse("admin:navigation_menu_change", args=[menu.pk])
        return HttpResponseRedirect(f"{url}#item-{item.pk}")


def _switch(pk: int, step: str) -> Done:
    item = tree.show(pk, shown=step == "show")
    return item, SHOWN[step].format(item=item), LOGGED[step]


def _step(pk: int, step: str, beside: int | None) -> Done:
    moved = tree.move(pk, step, beside)
    return moved.item, _with_undo(MOVED[step].format(item=moved.item), moved), f"Moved {step}."


def _place(pk: int, spot: tree.Spot) -> Done:
    moved = tree.place(pk, spot)
    said = PLACED[spot.position].format(item=moved.item, target=MenuItem.objects.get(pk=spot.target))
    return moved.item, _with_undo(said, moved), "Moved elsewhere."


def _with_undo(said: str, moved: tree.Move) -> SafeString:
    """The button belongs to the empty form at the foot of every admin page, which brings the token."""
    back = {name: value for name, value in moved.came_from._asdict().items() if value is not None}
    address = reverse("admin:navigation_menuitem_place", args=[moved.item.pk])
    return format_html(
        '{} <button class="message-button" form="from-message" formaction="{}" '
        'aria-label="Undo: put {} back">Undo</button>',
        said,
        f"{address}?{urlencode(back)}",
        moved.item,
    )


def _sent(request: HttpRequest, name: str) -> str:
    """With the form, or in the address that a button sends it to."""
    return request.POST.get(name) or request.GET.get(name, "")


def _number(request: HttpRequest, name: str) -> int | None:
    text = _sent(request, name)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
