"""What every form of content tells its page: which object it is about, for whom, and who else has it open."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from . import sentences
from .models import OpenForm

#: Tells the browser which kept text has been saved and can go.
COOKIE = "saved_form"
LASTS = 3600
#: The name of the field in which a page sends the name that it gave itself.
PAGE = "_page"
#: What is somebody else's may be there all the same, and is not told of.
NOT_HERE = "There is no {} with the number “{}” here: it was deleted, or you may not see it."


class OpenFormAdmin(admin.ModelAdmin):
    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = context["original"]
        if self.has_change_permission(request, obj) if obj else self.has_add_permission(request):
            context["open_form"] = self._open_form(request, obj, context["adminform"].form)
        return super().render_change_form(request, context, *args, **kwargs)

    def _open_form(self, request: HttpRequest, original: Model | None, form: Any) -> dict[str, Any]:
        """``refused``: it was sent and is drawn again, so that what it shows is not what is stored."""
        rows = OpenForm.objects.of(original).alive().select_related("user") if original else []
        return {
            "object": f"{self.opts.label_lower}/{original.pk if original else 'new'}",
            "name": f"{self.opts.verbose_name} “{original}”" if original else f"new {self.opts.verbose_name}",
            "says": sentences.others_of(rows, request.user),
            "refused": form.is_bound,
            "page": request.POST.get(PAGE, "") if form.is_bound else "",
            "time_zone": settings.TIME_ZONE,
        }

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().changeform_view(request, *args, **kwargs)
        leads_on = request.method == "POST" and response.status_code == HTTPStatus.FOUND
        return (
            tell_saved(request, response) if leads_on and not hasattr(request, "found_nothing") else response
        )

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Leads on too, but nothing was saved; to the list, which is nearer than Django's front page."""
        request.found_nothing = True  # type: ignore[attr-defined]
        self.message_user(request, NOT_HERE.format(opts.verbose_name, unquote(object_id)), messages.WARNING)
        return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"))


def tell_saved(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Scripts read the cookie, so it carries nothing but the name that the page gave itself."""
    page = request.POST.get(PAGE, "")
    if page.replace("-", "").isalnum() and len(page) <= 36:
        secure = settings.SESSION_COOKIE_SECURE
        path = reverse("admin:index")
        response.set_cookie(COOKIE, page, max_age=LASTS, path=path, secure=secure, samesite="Lax")
    return response
