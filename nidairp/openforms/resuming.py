"""A form that is sent after the session has ended: what was typed goes along through the login.

The login page carries it, signed, so that nothing is stored for people who are not signed in. After the login
it is sent to its form again, which shows it without saving it.
"""

from typing import Any

from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

from .admin import PAGE, OpenFormAdmin

SALT = "nidairp.openforms.resuming"
#: Seconds from sending the form to the login.
LASTS = 600
#: More than this is not carried along; the browser has its own copy.
LARGEST = 2_000_000
#: A form that is sent with this field is shown, not saved.
RESUMED = "_resumed"
#: What begins like a button and is none.
KEPT = {PAGE, "_popup", "_to_field"}
SAYS = "You are signed in again. What you typed is below and not saved yet: look it over and save."


def is_lost(request: HttpRequest) -> bool:
    """Whether somebody who is not signed in any more sends a form of content, by hand and not by a script."""
    match = request.resolver_match
    opened = getattr(match.func, "model_admin", None) if match else None
    return (
        request.method == "POST"
        and not request.user.is_authenticated
        and request.headers.get("Sec-Fetch-Dest") == "document"
        and isinstance(opened, OpenFormAdmin)
        and str(match and match.url_name).endswith(("_add", "_change"))
    )


def carried(request: HttpRequest) -> str:
    """The address and what was typed, in one text. Buttons are left out: nothing is done unasked."""
    typed = [[name, values] for name, values in request.POST.lists() if is_typed(name)]
    text = signing.dumps([request.get_full_path(), typed], salt=SALT, compress=True)
    return text if len(text) <= LARGEST else ""


def is_typed(name: str) -> bool:
    return name in KEPT or not (name.startswith("_") or name == "csrfmiddlewaretoken")


def unpacked(text: str) -> dict[str, Any] | None:
    """None for what did not come from here, or is too old."""
    try:
        address, typed = signing.loads(text, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    fields = [(name, value) for name, values in typed for value in values]
    return {"address": address, "fields": [*fields, (RESUMED, "1")], "title": "You are signed in again"}


def login_context(request: HttpRequest) -> dict[str, Any]:
    """What the login page needs to carry it: in answer to the form itself, or to a mistyped password."""
    if not is_lost(request):
        return {"carried": request.POST.get("carried", "")}
    address = request.get_full_path()
    return {
        "carried": carried(request),
        "app_path": reverse("admin:login"),
        "next": address,
        "was_lost": True,
    }
