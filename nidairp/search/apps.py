from typing import Any

from django.apps import AppConfig
from django.db import connection as default
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from . import index
from .sqlite import FUNCTIONS


class SearchConfig(AppConfig):
    """Django says when a connection opens and when tables change; nothing else is listened to."""

    name = "nidairp.search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        connection_created.connect(bring_functions)
        pre_migrate.connect(before_tables_change, sender=self)
        post_migrate.connect(after_tables_changed, sender=self)


def bring_functions(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if connection.vendor == "sqlite":
        for name, function in FUNCTIONS.items():
            connection.connection.create_function(name, 1, function, deterministic=True)


def before_tables_change(plan: list[Any], **kwargs: Any) -> None:
    """Triggers would stand in the way of a migration, or be lost with the table that SQLite makes anew."""
    if plan and "search_entry" in default.introspection.table_names():
        changes_itself = any(migration.app_label == "search" for migration, _ in plan)
        (index.lie_down if changes_itself else index.rest)()


def after_tables_changed(**kwargs: Any) -> None:
    """Not while the tables are older than the models, on the way back: the next way forward does it."""
    if index.fits():
        index.stand()
