"""What the database refuses although the form took it: two people who save at one moment, or an odd request.

Nothing of it is stored then, and the page says so, in place of a fault that would be nobody's.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db import DataError, IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nidairp.editing.revising import Gone

TITLES = {
    IntegrityError: "This does not fit what is stored now",
    DataError: "This cannot be stored",
    Gone: "This has been deleted in the meantime",
}


def told(view: Callable[..., HttpResponse], request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        return view(request, *args, **kwargs)
    except tuple(TITLES) as error:
        kind = next(kind for kind in TITLES if isinstance(error, kind))
        status = HTTPStatus.BAD_REQUEST if kind is DataError else HTTPStatus.CONFLICT
        said = {"title": TITLES[kind], "is_gone": kind is Gone}
        return render(request, "admin/not_stored.html", said, status=status)
