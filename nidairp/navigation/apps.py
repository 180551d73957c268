from django.apps import AppConfig

from nidairp.navigation import checks


class NavigationConfig(AppConfig):
    name = "nidairp.navigation"
    label = "navigation"
    verbose_name = "Menus"

    def ready(self) -> None:
        checks.register()
