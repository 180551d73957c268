from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from . import triggers


class GenerationConfig(AppConfig):
    """Django says when tables change; nothing else is listened to."""

    name = "nidairp.generation"
    label = "generation"
    verbose_name = "Content generation"

    def ready(self) -> None:
        pre_migrate.connect(before_tables_change, sender=self)
        post_migrate.connect(after_tables_changed, sender=self)


def before_tables_change(plan: list[Any], **kwargs: Any) -> None:
    """Triggers would stand in the way of a migration, or be lost with the table that SQLite makes anew."""
    if plan:
        triggers.lie_down()


def after_tables_changed(**kwargs: Any) -> None:
    triggers.stand()
