"""From what is read to the form in which it is written, for those who may."""

from django import template
from django.conf import settings
from django.contrib.admin import site
from django.db.models import Model
from django.template import Context
from django.urls import reverse

from nidairp.markup import filled

register = template.Library()

LINK = '<aside class="edit-link wrap" aria-label="For editors"><a href="{}">Edit this {}</a></aside>'


@register.simple_tag(takes_context=True)
def edit_link(context: Context, shown: Model) -> str:
    """Nothing is asked of who has no session, for whom pages are kept; a preview stands beside its form."""
    request = context["request"]
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or hasattr(request, "preview"):
        return ""
    opened = site.get_model_admin(type(shown))
    if not request.user.is_staff or not opened.has_change_permission(request, shown):
        return ""
    names = shown._meta
    address = reverse(f"admin:{names.app_label}_{names.model_name}_change", args=[shown.pk])
    return filled(LINK, address, names.verbose_name)
