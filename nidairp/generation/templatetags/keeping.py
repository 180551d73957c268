"""``{% kept "includes/head.html" %}``: an include that is drawn once for a generation.

``{% kept "news/_archive.html" request.path of="news" %}``: once for a state of these apps' tables, where it
looks at no others; of what looks at none, ``of="nothing"``.
"""

from sys import getsizeof
from typing import Any

from django import template
from django.template import Context

from nidairp.generation.carried import generation
from nidairp.generation.keeping import Keeping, of

register = template.Library()

NOTHING = "nothing"
#: Bytes, of all that is kept of one state: a dash makes each letter of its text take two.
LIMIT = 2_000_000
_drawn: dict[str | None, Keeping[str]] = {}


@register.simple_tag(takes_context=True)
def kept(context: Context, name: str, *key: Any, of: str | None = None, **given: Any) -> str:
    """The key and what is given say all that the part looks at, but for what stands in the database."""

    def draw() -> str:
        part = context.template.engine.get_template(name)
        with context.push(**given):
            return part.render(context)

    return _kept_for(of or None)((name, key, *given.items()), draw)


def _kept_for(apps: str | None) -> Keeping[str]:
    if apps not in _drawn:
        state = generation if apps is None else of(*apps.replace(NOTHING, "").split())
        _drawn.setdefault(apps, Keeping(LIMIT, getsizeof, state))
    return _drawn[apps]
