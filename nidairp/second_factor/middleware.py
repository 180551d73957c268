"""Where everybody needs a second factor, whoever came in without one is nobody yet, at every address.

But for one page, where it is set up. As lazy as Django's own: who asks nobody's name reads no session.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from . import devices


class SecondFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECOND_FACTOR_REQUIRED:
            request.user = SimpleLazyObject(partial(_checked, request, request.user))
        return self.get_response(request)


def must_set_up(request: HttpRequest) -> bool:
    """Whether somebody has given the right password, and has nothing else yet."""
    return not request.user.is_authenticated and getattr(request, "must_set_up", False)


def _checked(request: HttpRequest, user: Any) -> Any:
    if not user.is_authenticated or not user.is_staff or user.is_verified():
        return user
    request.must_set_up = not devices.has(user)
    open_to_them = {reverse("admin:second_factor"), reverse("admin:logout")}
    return user if request.must_set_up and request.path in open_to_them else AnonymousUser()
