"""``{% kept "includes/head.html" %}``: an include that is drawn once for a generation."""

from sys import getsizeof
from typing import Any

from django import template
from django.template import Context

from nidairp.generation.keeping import Keeping

register = template.Library()

#: Bytes, of all that is kept so: a dash makes each letter of its text take two.
LIMIT = 2_000_000
_drawn: Keeping[str] = Keeping(LIMIT, size=getsizeof)


@register.simple_tag(takes_context=True)
def kept(context: Context, name: str, *key: Any, **given: Any) -> str:
    """The key and what is given say all that the part looks at, but for what stands in the database."""

    def draw() -> str:
        part = context.template.engine.get_template(name)
        with context.push(**given):
            return part.render(context)

    return _drawn((name, key, *given.items()), draw)
