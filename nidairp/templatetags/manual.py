"""The way from where somebody works to what the manual says of it."""

from typing import Any

from django import template
from django.urls import reverse

from nidairp.manual import shelf

register = template.Library()


@register.simple_tag
def help_address(opts: Any) -> str:
    """``opts`` are those of a model, where the page has any."""
    if label := getattr(opts, "app_label", ""):
        return shelf.helps(label, opts.model_name)
    return reverse("admin:manual")
