"""The shell's own app (theme, commands) and the site's admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ShellConfig(AppConfig):
    name = "nidairp"
    label = "nidairp"

    def ready(self) -> None:
        from .searchable import register_all  # noqa: PLC0415 - models are not ready before

        register_all()


class SiteAdminConfig(AdminConfig):
    default_site = "nidairp.admin_site.InstituteAdminSite"
