from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from . import list_triggers


class PublicationsConfig(AppConfig):
    """Django says when tables change; nothing else is listened to."""

    name = "publications"
    verbose_name = "Publications"

    def ready(self) -> None:
        pre_migrate.connect(list_triggers.before_tables_change, sender=self)
        post_migrate.connect(list_triggers.after_tables_changed, sender=self)
