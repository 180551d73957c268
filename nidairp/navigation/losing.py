"""What becomes of a menu item whose page, category or post is deleted: it stays, and says what it lost."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Field, Model


def remember(collector: Any, field: Field, items: Iterable[Model], using: str) -> None:
    """An ``on_delete``: the key becomes null, and ``lost_target`` the name of what it led to.

    The section goes with what it was a part of: the next target has none of that name.
    """
    items = list(items)
    lost, section = (field.model._meta.get_field(name) for name in ("lost_target", "section"))
    for item in items:
        target = getattr(item, field.name)
        collector.add_field_update(lost, f"{target._meta.verbose_name} “{target}”"[: lost.max_length], [item])
    collector.add_field_update(field, None, items)
    collector.add_field_update(section, "", items)
