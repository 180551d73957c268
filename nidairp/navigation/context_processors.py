"""``menus`` in every template; no query where the template shows none."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from nidairp.navigation.kept import menus_for


def menus(request: HttpRequest) -> dict[str, Any]:
    return {"menus": SimpleLazyObject(lambda: menus_for(request.path))}
