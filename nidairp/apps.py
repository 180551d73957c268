"""The shell's own app (theme, commands) and the site's admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ShellConfig(AppConfig):
    name = "nidairp"
    label = "nidairp"


class SiteAdminConfig(AdminConfig):
    default_site = "nidairp.admin_site.InstituteAdminSite"
