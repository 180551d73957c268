from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "nidairp.links"
    label = "links"
    verbose_name = "Links"
