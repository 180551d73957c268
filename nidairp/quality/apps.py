from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "nidairp.quality"
    label = "quality"
    verbose_name = "Quality"
