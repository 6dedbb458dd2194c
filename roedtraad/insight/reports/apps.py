from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "roedtraad.insight.reports"
