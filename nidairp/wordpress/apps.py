from django.apps import AppConfig


class WordpressConfig(AppConfig):
    name = "nidairp.wordpress"
    label = "wordpress"
    verbose_name = "WordPress"
