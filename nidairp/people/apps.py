from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "nidairp.people"
    label = "people"
    verbose_name = "People"
