from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "roedtraad.steering.indicators"
