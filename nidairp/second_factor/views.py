"""Where people set up their own second factor, and where an administrator takes one away."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import login
from django_otp.util import random_hex

from nidairp.audit.recording import record

from . import devices, sessions
from .forms import PasswordForm, TurnOnForm

TITLE = "Two-factor login"
#: Where a session keeps the key of an app that is being set up: the same until it has shown that it works.
KEY = "second_factor_key"


@sensitive_post_parameters()
@never_cache
def own(request: HttpRequest) -> HttpResponse:
    if not devices.has(request.user):
        return turn_on(request)
    if not request.user.is_verified():
        # A session from before it was set up: whoever has the code logs in again.
        raise PermissionDenied
    return change(request)


def turn_on(request: HttpRequest) -> HttpResponse:
    key = request.session.setdefault(KEY, random_hex())
    form = TurnOnForm(request.user, key, request.POST or None)
    if request.method == "POST" and form.is_valid():
        record(request.user, request.user, "Turned two-factor login on.")
        login(request, form.device)
        del request.session[KEY]
        request.session.cycle_key()
        sessions.end_all(request.user, but=request.session.session_key)
        return show_codes(request, "Two-factor login is on")
    address = devices.app(request.user, key).config_url
    import segno

    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="white")
    return shown(request, "turn_on", form=form, picture=picture, key=devices.written(key))


def change(request: HttpRequest) -> HttpResponse:
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        sessions.end_all(request.user, but=request.session.session_key)
        if "turn_off" in request.POST:
            devices.turn_off(request.user)
            record(request.user, request.user, "Turned two-factor login off.")
            messages.success(request, "Two-factor login is off. You were logged out everywhere else.")
            return redirect("admin:second_factor")
        record(request.user, request.user, "Made new recovery codes.")
        return show_codes(request, "New recovery codes")
    return shown(request, "change", form=form, left=devices.recovery_codes_left(request.user))


def show_codes(request: HttpRequest, title: str) -> HttpResponse:
    """The only time that anybody sees them."""
    codes = devices.new_recovery_codes(request.user)
    return shown(request, "codes", title=title, codes=codes, go_on=go_on(request))


def go_on(request: HttpRequest) -> str:
    """Where somebody wanted to go who was led here first."""
    wanted = request.GET.get("next", "")
    is_here = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if wanted and is_here else reverse("admin:index")


def reset(request: HttpRequest, user_id: int) -> HttpResponse:
    """For somebody who has lost both phone and recovery codes."""
    user = get_object_or_404(User, pk=user_id)
    people = admin.site.get_model_admin(User)
    if user == request.user or not people.has_change_permission(request, user):
        raise PermissionDenied
    back = reverse("admin:auth_user_change", args=[user.pk])
    if request.method == "POST":
        devices.turn_off(user)
        sessions.end_all(user)
        record(request.user, user, "Took two-factor login away.")
        messages.success(request, f"{user} logs in with the password alone now; all sessions were ended.")
        return redirect(back)
    return shown(request, "reset", person=user, is_on=devices.has(user), back=back)


def shown(request: HttpRequest, page: str, **context: Any) -> HttpResponse:
    required = settings.SECOND_FACTOR_REQUIRED
    about = {**admin.site.each_context(request), "title": TITLE, "required": required, **context}
    return render(request, f"admin/second_factor/{page}.html", about)
