"""What a title shows, as the database sees it: ``title__plain`` in conditions and orders.

The tags are taken out of the stored form (``nidairp.rich``). Which of them have a partner no database can
tell as readers see it; so of each kind all go, if one of them is closed, and else all stay. Nothing is
stored, and both databases do the same, as ``rich.bare`` does.
"""

from typing import Any

from django.db.models import CharField, TextField, Transform

from nidairp.rich import PAIRS

#: One tag, and the other somewhere behind it. SQLite's LIKE takes capitals for small letters.
_IN_ORDER = {"postgresql": "LIKE '%%{}%%{}%%'", "sqlite": "GLOB '*{}*{}*'"}


@CharField.register_lookup
@TextField.register_lookup
class Plain(Transform):
    lookup_name = "plain"

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        text, params = compiler.compile(self.lhs)
        bare = text
        for pair in PAIRS:
            closed = _IN_ORDER[connection.vendor].format(*pair)
            for tag in pair:
                # To replace an empty text changes nothing.
                bare = f"replace({bare}, CASE WHEN {text} {closed} THEN '{tag}' ELSE '' END, '')"
        # Most have no tag: of 200,000 titles ten replacements each would take half a second.
        plain = f"CASE WHEN replace({text}, '<', '') = {text} THEN {text} ELSE {bare} END"
        return plain, [*params] * (4 + 2 * len(PAIRS))
