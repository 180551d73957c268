"""Gives the roles their permissions after every migration: a model that is new has its own only then.

Each is given once. So the roles grow with the site, and can be changed by hand all the same.
"""

from fnmatch import fnmatchcase
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from .models import Grant
from .table import ROLES


def after_migrating(using: str, **_: Any) -> None:
    """What is there decides: on the way back, or before the roles are made, there may be no table yet."""
    with transaction.atomic(using):
        if Grant._meta.db_table in tables(using):
            give(using)


def tables(using: str) -> list[str]:
    connection = transaction.get_connection(using)
    return list(connection.introspection.table_names())


def give(using: str = "default") -> None:
    permissions = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.using(using).values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for group in Group.objects.using(using).filter(name__in=ROLES):
        known = set(Grant.objects.using(using).filter(group=group).values_list("permission", flat=True))
        new = [name for name in wanted(group.name, permissions) if name not in known]
        group.permissions.add(*(permissions[name] for name in new))
        Grant.objects.using(using).bulk_create(Grant(group=group, permission=name) for name in new)


def wanted(role: str, names: Any) -> list[str]:
    return [name for name in names if any(fnmatchcase(name, pattern) for pattern in ROLES[role])]
