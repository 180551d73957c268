from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "nidairp.library"
    label = "library"
    verbose_name = "Images and files"
