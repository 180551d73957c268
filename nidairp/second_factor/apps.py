from django.apps import AppConfig


class SecondFactorConfig(AppConfig):
    name = "nidairp.second_factor"
    label = "second_factor"
    verbose_name = "Two-factor login"
