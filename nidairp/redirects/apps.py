from django.apps import AppConfig


class RedirectsConfig(AppConfig):
    name = "nidairp.redirects"
    label = "redirects"
    verbose_name = "Redirects"
