"""The shell's own app (theme, commands) and the site's admin."""

import gc

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig, SimpleAdminConfig

#: So many objects are made before cycles among them are looked for. After Python's 700, looking through the
#: thousands of objects of an import, which have none, takes a tenth of its time.
OBJECTS_BETWEEN_COLLECTIONS = 10_000


class ShellConfig(AppConfig):
    name = "nidairp"
    label = "nidairp"

    def ready(self) -> None:
        # Models are not ready before.
        from . import (  # noqa: PLC0415
            addressed,
            linkable,
            linked,
            plain_titles,  # noqa: F401 - makes `title__plain` known
            presence,
            rich_text,
            searchable,
            used,
        )

        searchable.register_all()
        addressed.register_all()
        presence.register_all()
        linkable.register_all()
        rich_text.register_all()
        linked.register_all()
        used.register_all()
        gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)


class SiteAdminConfig(AdminConfig):
    """A server sets `waits`: who only reads needs no forms, and they come with the first address of the admin
    (`admin_urls.py`). Commands, checks and tests see all of them at once.
    """

    default_site = "nidairp.admin_site.InstituteAdminSite"
    waits = False

    def ready(self) -> None:
        kind = SimpleAdminConfig if self.waits else AdminConfig
        kind.ready(self)
