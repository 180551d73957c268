"""From what is read to the form in which it is written, for those who may."""

from django import template
from django.conf import settings
from django.contrib.admin import site
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.db.models import Model
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse

from nidairp.markup import filled

register = template.Library()

LINK = '<aside class="edit-link wrap" aria-label="For editors"><a href="{}">Edit this {}</a></aside>'


@register.simple_tag(takes_context=True)
def edit_link(context: Context, shown: Model) -> str:
    """Nothing is asked of who has no session, for whom pages are kept."""
    request = context["request"]
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not _works_here(request):
        return ""
    names = shown._meta
    # First, for it is this that brings the forms into a process where nobody has come to them yet.
    address = reverse(f"admin:{names.app_label}_{names.model_name}_change", args=[shown.pk])
    if not site.get_model_admin(type(shown)).has_change_permission(request, shown):
        return ""
    return filled(LINK, address, names.verbose_name)


def _works_here(request: HttpRequest) -> bool:
    """To ask may write: a session of before a new password ends with it. A page is read where nothing can be
    written, too: then nobody is asked again, and the emptied session is not stored at the end either.
    """
    try:
        return request.user.is_staff
    except DatabaseError:
        request.user = AnonymousUser()
        request.session.modified = False
        return False
