from django.apps import AppConfig


class OpenFormsConfig(AppConfig):
    name = "nidairp.openforms"
    label = "openforms"
    verbose_name = "Open forms"
