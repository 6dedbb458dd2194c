from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "roedtraad.insight.analytics"
