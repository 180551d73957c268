from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RolesConfig(AppConfig):
    name = "nidairp.roles"
    label = "roles"
    verbose_name = "Roles"

    def ready(self) -> None:
        from .giving import after_migrating  # noqa: PLC0415 - models are not ready before

        post_migrate.connect(after_migrating, sender=self)
