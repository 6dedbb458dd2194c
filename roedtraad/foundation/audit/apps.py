from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "roedtraad.foundation.audit"
