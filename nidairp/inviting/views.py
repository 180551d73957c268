"""Where an administrator sends somebody the link, and where it leads."""

from http import HTTPStatus
from typing import Any

from axes.utils import reset
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import logout
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordResetConfirmView, PasswordResetView
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from nidairp.audit.recording import record

from . import asking, links, mailing

TITLE = "A link to choose a password"
NOT_SENT = "The mail could not be sent. Make the link here, and pass it on yourself."

ON_ITS_WAY = (
    "If somebody works here with the mail address {}, a link to choose a new password is on its way to it. "
    "Nothing came? Look in your spam folder, or ask an administrator of this site which address they have."
)


@never_cache
def invite(request: HttpRequest, user_id: int) -> HttpResponse:
    """Asks by which way; what is shown is shown once."""
    person = get_object_or_404(User, pk=user_id)
    if not admin.site.get_model_admin(User).has_change_permission(request, person):
        raise PermissionDenied
    back = reverse("admin:auth_user_change", args=[person.pk])
    by_mail = bool(person.email) and mailing.goes_out()
    link = ""
    if request.method == "POST" and person.is_active:
        if by_mail and "send" in request.POST:
            return redirect(back if sent(request, person) else request.path)
        link = links.made(person)
        record(request.user, person, "Made a link to choose a password.")
    about = {"person": person, "by_mail": by_mail, "goes_out": mailing.goes_out(), "link": link, "back": back}
    page = {**admin.site.each_context(request), "title": TITLE, "days": links.DAYS, **about}
    return render(request, "admin/inviting/invite.html", page | {"ends": links.ends()})


def sent(request: HttpRequest, person: User) -> bool:
    if not mailing.send(person, request.user):
        messages.error(request, NOT_SENT)
        return False
    record(request.user, person, "Sent a link to choose a password.")
    said = (
        f"A link to choose a password is on its way to {person.email}. It works once, until {links.ends()}."
    )
    messages.success(request, said)
    return True


class ForgottenPassword(PasswordResetView):
    """Django's own. What is said does not depend on who is known here, nor how long that takes."""

    template_name = "admin/inviting/forgotten.html"
    title = "Forgotten your password?"
    form_class = asking.AskingForm
    success_url = reverse_lazy("admin:login")

    @method_decorator(never_cache)
    def dispatch(self, *args: Any, **kwargs: Any) -> Any:
        if not mailing.goes_out():
            return self.render_to_response(self.get_context_data(ask_somebody=True))
        return super().dispatch(*args, **kwargs)

    def form_valid(self, form: asking.AskingForm) -> HttpResponse:
        if asking.too_often(self.request):
            context = self.get_context_data(form=form, too_often=True)
            return self.render_to_response(context, status=HTTPStatus.TOO_MANY_REQUESTS)
        messages.success(self.request, ON_ITS_WAY.format(form.cleaned_data["email"]))
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **shell(), "days": links.DAYS}


def shell() -> dict[str, Any]:
    """What pages need that look like the login."""
    return {"site_header": settings.ADMIN_NAME, "site_title": settings.ADMIN_NAME}


class ChoosePassword(PasswordResetConfirmView):
    """Django's own: it takes the key out of the address before anything is shown."""

    template_name = "admin/inviting/choose.html"
    title = "Choose your password"
    success_url = reverse_lazy("admin:login")

    def dispatch(self, *args: Any, **kwargs: Any) -> Any:
        response = super().dispatch(*args, **kwargs)
        response["Referrer-Policy"] = "same-origin"  # without any, browsers send a form from "null"
        return response

    def get_user(self, uidb64: str) -> Any:
        user = super().get_user(uidb64)
        return user if user is not None and user.is_active else None

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        """Whoever had tried too many passwords before begins anew, and nobody else stays logged in here."""
        with transaction.atomic():
            response = super().form_valid(form)
            record(self.user, self.user, "Chose a password by a link.")
            if self.request.user.is_authenticated:
                record(self.request.user, self.request.user, "Logged out.")
        logout(self.request)
        reset(username=self.user.get_username())
        name = self.user.get_username()
        messages.success(self.request, f"Your password is set. Log in with it now, as “{name}”.")
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        title = context["title"] if self.validlink else "This link no longer works"
        return {
            **context,
            **shell(),
            "title": title,
            "days": links.DAYS,
            "may_ask": mailing.goes_out(),
        }
