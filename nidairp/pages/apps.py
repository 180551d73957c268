from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "nidairp.pages"
    label = "pages"
    verbose_name = "Pages"
