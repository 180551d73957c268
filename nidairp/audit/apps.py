from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "nidairp.audit"
    label = "audit"
    verbose_name = "Audit"
