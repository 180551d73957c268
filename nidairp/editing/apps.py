from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "nidairp.editing"
    label = "editing"
    verbose_name = "Editing"
