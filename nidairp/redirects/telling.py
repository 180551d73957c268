"""The words in which an editor is told what a change did to addresses, with a button that undoes it."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .noticing import Moved, Notice, Shadowed


def tell(request: HttpRequest, heard: list[Notice]) -> None:
    user = getattr(request, "user", None)
    if user is None or not user.is_staff:
        return
    for what in heard:
        if isinstance(what, Moved):
            may_undo = user.has_perm("redirects.delete_redirect")
            messages.info(request, _moved(what, undo=may_undo))
        else:
            messages.warning(request, _shadowed(what))


def _moved(what: Moved, undo: bool) -> SafeString:
    also = f", and so do those of {what.below} below it" if what.below > 1 else ""
    also = ", and so does that of one below it" if what.below == 1 else also
    said = format_html("The old address {} now leads to {}{}.", what.old, what.new, also)
    return format_html("{} {}", said, undo_button(what)) if undo else said


def undo_button(what: Moved) -> SafeString:
    """It belongs to the empty form at the foot of every admin page, which brings the token."""
    return format_html(
        '<button class="message-button" form="from-message" formaction="{}" '
        'aria-label="Undo: let {} lead nowhere">Undo</button>',
        reverse("admin:redirects_redirect_undo", args=[what.change]),
        what.old,
    )


def _shadowed(what: Shadowed) -> str:
    return f"The address {what.path} led elsewhere until now. From now on it shows this instead."
