from django.apps import AppConfig
from django.db.backends.signals import connection_created

from .queries import watch


class WatchingConfig(AppConfig):
    """Django says when a connection opens; nothing else is listened to."""

    name = "nidairp.watching"
    label = "watching"

    def ready(self) -> None:
        connection_created.connect(watch)
