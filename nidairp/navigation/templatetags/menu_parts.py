"""``{% menu_part "includes/header.html" %}``: a part of the page that is made of the menus alone."""

from django import template
from django.template import Context

from nidairp.navigation.kept import drawn

register = template.Library()


@register.simple_tag(takes_context=True)
def menu_part(context: Context, name: str, view: str = "") -> str:
    """Besides the menus the part may look at `is_search`: whether this is the page of the search."""
    is_search = view == "search"

    def draw() -> str:
        part = context.template.engine.get_template(name)
        with context.push(is_search=is_search):
            return part.render(context)

    request = context.get("request")
    return drawn(f"{name} {is_search}", request.path if request else "", draw)
