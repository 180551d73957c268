"""What a title shows, as the database sees it: ``title__plain`` in conditions and orders.

The tags are taken out of the stored form (``nidairp.rich``), also one without a partner, which readers see:
good enough to look for, to sort by and to compare. Nothing is stored, and both databases do it.
"""

from typing import Any

from django.db.models import CharField, TextField, Transform

from nidairp.rich import TAGS


@CharField.register_lookup
@TextField.register_lookup
class Plain(Transform):
    lookup_name = "plain"

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        text, params = compiler.compile(self.lhs)
        bare = text
        for tag in TAGS:
            bare = f"replace({bare}, '{tag}', '')"
        # Most have no tag: of 200,000 titles ten replacements each would take half a second.
        return f"CASE WHEN replace({text}, '<', '') = {text} THEN {text} ELSE {bare} END", [*params] * 4
