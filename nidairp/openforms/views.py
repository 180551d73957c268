"""What an open form asks the server every half minute: is the session alive, and who else is here?"""

import re
from http import HTTPStatus
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from . import sentences
from .admin import OpenFormAdmin
from .models import OpenForm

PAGE = re.compile(r"[0-9a-f-]{8,36}")


@never_cache
@require_http_methods(["GET", "POST"])
def open_form(request: HttpRequest) -> HttpResponse:
    """GET gives the token that forms need after a new login; POST says that a form is open, or was left."""
    if not admin.site.has_permission(request):
        return JsonResponse({}, status=HTTPStatus.UNAUTHORIZED)
    if request.method == "GET":
        name = request.user.get_full_name() or request.user.get_username()
        return JsonResponse({"user": request.user.pk, "name": name, "token": get_token(request)})
    return JsonResponse({"user": request.user.pk, "says": heard(request)})


def heard(request: HttpRequest) -> str:
    page, gone = request.POST.get("page", ""), request.POST.get("gone", "")
    if not PAGE.fullmatch(page):
        raise Http404
    if gone:
        OpenForm.objects.left(request.user, gone)
    if gone == page or not request.POST.get("object"):
        return ""
    obj = asked(request, request.POST["object"])
    return sentences.about(OpenForm.objects.heard(obj, request.user, page), request.user, page)


def asked(request: HttpRequest, name: str) -> Model:
    """The object of a form, by a name such as ``news.post/12``, for those who may change it."""
    label, _, key = name.partition("/")
    try:
        opened: Any = admin.site.get_model_admin(apps.get_model(label))
    except (LookupError, ValueError, admin.exceptions.NotRegistered) as error:
        raise Http404 from error
    obj = opened.get_object(request, key) if isinstance(opened, OpenFormAdmin) else None
    if obj is None:
        raise Http404
    if not opened.has_change_permission(request, obj):
        raise PermissionDenied
    return obj


@never_cache
@require_safe
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where one arrives who signed in again in a second tab: the form is in the first."""
    context = {**admin.site.each_context(request), "title": "You are signed in again"}
    return render(request, "admin/openforms/signed_in.html", context)
